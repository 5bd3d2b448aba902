"use strict";
exports.id = 158;
exports.ids = [158];
exports.modules = {

/***/ 8459:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ mints)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);

// src/record/effects/mints.ts
const mints = (spec) => ({
	writes: true,
	run: (bound, session) => run(bound, session, spec)
});
async function run(bound, session, spec) {
	const sent = await write(bound, session, spec);
	if (sent === void 0) {
		const done = () => spec.already?.said ?? "";
		return {
			reading: {
				data: {},
				outputs: {},
				warnings: [],
				next: () => [],
				done
			},
			changed: false
		};
	}
	const answer = bound.answer(sent);
	const outcome = bound.made(session, answer);
	const refused = bound.refused(answer);
	if (refused === void 0) return outcome;
	session.progress.changed = false;
	throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.hn(refused);
}
async function write(bound, session, { check, look, already }) {
	const { settings } = session;
	const call = {
		...bound.call(),
		once: true
	};
	const reused = settings.if_exists === "reuse" ? already : void 0;
	const cure = reused?.again ?? check;
	try {
		return await session.write(call);
	} catch (error) {
		if (reused && (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Ht)(error)) return void 0;
		if (!look || !(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Wt)(error) || settings.retries === 0) throw (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Vt)(error, cure);
		(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.nn)(`${error.message} Looking at what is there.`);
		if (await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.o)(bound, session, look, 2).catch(() => error) !== void 0) throw (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Vt)(error, cure);
		return (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.P)(session, call, error, cure);
	}
}



/***/ }),

/***/ 6071:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ saidOf),
/* harmony export */   t: () => (/* binding */ removes)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);

// src/engine/outcome.ts
const saidOf = (reading) => reading.done(false).replace(/\.$/, "");
// src/record/effects/removes.ts
const removes = (spec = {}) => ({
	writes: true,
	intends: (bound, session) => intends(bound, session, spec),
	run: (bound, session) => run(bound, session, spec)
});
async function run(bound, session, spec) {
	const { progress, settings } = session;
	const ended = (answer, changed) => {
		progress.changed = changed;
		return {
			reading: bound.learn(session, bound.answer(answer)),
			changed
		};
	};
	try {
		return ended(await session.write(bound.call()), true);
	} catch (error) {
		if ((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Ut)(error) && settings.if_missing === "ignore") return ended(void 0, false);
		if (!(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Wt)(error)) throw (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Vt)(error);
		return ended(await afterLostAnswer(bound, session, spec, error), true);
	}
}
async function intends(bound, session, { look, sees, more }) {
	const shows = look ?? sees;
	if (!(shows !== void 0 && await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.a)(bound, session, shows) === void 0) || more?.(bound.inputs)) return {
		calls: [bound.shown()],
		differences: []
	};
	const holds = bound.learn(session, bound.answer(void 0));
	if (session.settings.if_missing === "fail") throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn([`${saidOf(holds)}, and \`if_missing: fail\` forbids that.`]);
	return {
		calls: [],
		differences: [],
		holds
	};
}
async function afterLostAnswer(bound, session, spec, lost) {
	(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.nn)(`${lost.message} ${spec.look ? "Looking at what is there." : "Sending it again: gone is done."}`);
	const left = await whatIsLeft(bound, session, spec).catch(() => "unknown");
	if (left === "nothing") return void 0;
	if (left === "unknown" || session.settings.retries === 0) throw (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Vt)(lost);
	try {
		return await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.P)(session, bound.call(), lost);
	} catch (error) {
		if ((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Ut)(error)) return void 0;
		throw error;
	}
}
async function whatIsLeft(bound, session, { look, more, isSame }) {
	if (!look) return "something";
	const found = await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.o)(bound, session, look, 2);
	if (found === void 0) return more?.(bound.inputs) ? "something" : "nothing";
	return isSame?.(found, session.began()) ?? true ? "something" : "unknown";
}



/***/ }),

/***/ 285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ sets)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7975);


// src/record/effects/sets.ts
const sets = (look, refuses) => ({
	writes: true,
	intends: (bound, session) => intends(bound, session, {
		look,
		refuses
	}),
	run: (bound, session) => run(bound, session, {
		look,
		refuses
	})
});
async function run(bound, session, asking) {
	const { before, holds } = await lookBefore(bound, session, asking);
	if (holds) return {
		reading: holds,
		changed: false
	};
	const { answer, late } = await write(bound, session, asking);
	const after = late ?? answer;
	const reading = bound.learn(session, after);
	const left = bound.differences(after);
	const refused = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.u)(left);
	const changed = [answer, after].some((shown) => hasChanged(before, shown)) || refused.length === 0 && isNews(bound, before);
	session.progress.changed = changed;
	if (refused.length > 0) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.hn(`Neon accepted the request, but shows another value for ${refused.join(", ")} than was asked for.`);
	const hidden = bound.differences(before).filter(({ visible, field }) => !visible && (!changed || left.some((other) => other.field === field)));
	const told = {
		...reading,
		differences: bound.differences(before).filter(({ visible }) => visible).map(_step_js__WEBPACK_IMPORTED_MODULE_0__.l)
	};
	return {
		reading: before === void 0 ? reading : withHidden(told, hidden),
		changed
	};
}
async function intends(bound, session, asking) {
	const { before, holds } = await lookBefore(bound, session, asking);
	if (holds) return {
		calls: [],
		differences: [],
		holds
	};
	return {
		calls: [bound.shown()],
		differences: bound.differences(before)
	};
}
async function lookBefore(bound, session, { look, refuses }) {
	const refusal = (found) => refuses?.(found, bound.inputs);
	const unread = (error) => {
		if (refusal(void 0)) throw error;
		return (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Jt)(error);
	};
	const before = look && await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.a)(bound, session, look).catch(unread);
	const refused = refusal(before);
	if (refused) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn([refused]);
	const shown = before && bound.learn(session, before);
	return {
		before,
		holds: isDone(bound, before) ? shown : void 0
	};
}
const isDone = (bound, before) => bound.differences(before).length === 0 && bound.call().method !== "PUT";
async function write(bound, session, { look }) {
	let repeated = false;
	const note = () => {
		repeated = true;
	};
	const answer = bound.answer(await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.F)(session, bound.call(), note));
	if (!repeated || !look) return {
		answer,
		late: void 0
	};
	const isTaken = (shown) => shown !== void 0 && (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.u)(bound.differences(shown)).length === 0;
	return {
		answer,
		late: await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.N)(session, () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.a)(bound, session, look), isTaken)
	};
}
const hasChanged = (before, after) => !(0,node_util__WEBPACK_IMPORTED_MODULE_1__.isDeepStrictEqual)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.pn)(before), (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.pn)(after));
function isNews(bound, before) {
	const open = bound.differences(before);
	const asked = bound.differences(void 0);
	return (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.c)(open).length > 0 || open.length === asked.length && open.every(({ visible }) => !visible);
}
function withHidden(reading, hidden) {
	if (hidden.length === 0) return reading;
	const said = `${hidden.map(({ input }) => `\`${input}\``).join(", ")} ${hidden.length === 1 ? "was" : "were"} sent but cannot be compared, since Neon does not show ${hidden.length === 1 ? "it" : "them"}.`;
	return {
		...reading,
		done: (changed) => `${reading.done(changed)} ${said}`
	};
}



/***/ }),

/***/ 7158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createUserOnBranch: () => (/* binding */ createUserOnBranch),
/* harmony export */   operations: () => (/* binding */ operations)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var _mints_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8459);
/* harmony import */ var _removes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6071);
/* harmony import */ var _sets_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(285);




// src/operations/create-users.ts
const AT_ONCE = 64;
const EVERY = 5e3;
function withUsers(create, setRoles) {
	return {
		...create,
		outputs: [...create.outputs, "users"],
		later: ["users"],
		begin: async ({ values }) => {
			const { users_file, wait_for_sync, database_url, auth_provider = "" } = values;
			const users = users_file === void 0 ? void 0 : await (await __webpack_require__.e(/* import() */ 857).then(__webpack_require__.bind(__webpack_require__, 6857))).readUsers(users_file, create.scope);
			return {
				writes: true,
				preview: async (step, session) => {
					const people = users ?? [step.values];
					if (people.some(({ password }) => password)) await (await __webpack_require__.e(/* import() */ 110).then(__webpack_require__.bind(__webpack_require__, 4110))).refuseUsers(step.values, people, session);
					return {
						calls: people.flatMap((user) => callsFor(create, setRoles, step, user)),
						differences: []
					};
				},
				run: async (step, session) => {
					const outcome = await createUsers(create, setRoles, step, session, users);
					if (!wait_for_sync || !database_url) return outcome;
					const ids = idsIn(outcome.reading.outputs);
					const later = async () => {
						const { waitForSync } = await __webpack_require__.e(/* import() */ 719).then(__webpack_require__.bind(__webpack_require__, 9719));
						await waitForSync(ids, auth_provider, database_url, session.budget);
						return {};
					};
					return {
						...outcome,
						later
					};
				}
			};
		}
	};
}
function callsFor(create, setRoles, { values }, { roles, password, open: _, ...person }) {
	const made = password ? signUpCall(person) : create.prepare({
		...values,
		...person
	}).shown();
	if (!roles) return [made];
	return [made, setRoles.prepare({
		...values,
		roles,
		auth_user_id: "id-of-the-new-user"
	}).shown()];
}
const signUpCall = ({ email = "", name = email }) => ({
	method: "POST",
	path: "{base_url}/sign-up/email",
	body: JSON.stringify({
		email,
		name,
		password: "***"
	})
});
function idsIn(outputs) {
	return (outputs.users ?? [outputs]).map(({ auth_user_id }) => auth_user_id).filter((id) => id !== void 0);
}
async function createUsers(create, setRoles, { values }, session, users) {
	const { email = "", name, roles, password, auth_provider = "", database_url } = values;
	const user = {
		email,
		...name && { name },
		...roles && { roles },
		...password && { password }
	};
	const emails = (users ?? [user]).map((one) => one.email);
	const find = async () => (await __webpack_require__.e(/* import() */ 719).then(__webpack_require__.bind(__webpack_require__, 9719))).findUsers;
	const known = database_url && await (await find())(emails, auth_provider, database_url, session.budget);
	await using service = (users ?? [user]).some((one) => one.password !== void 0) ? await (await __webpack_require__.e(/* import() */ 110).then(__webpack_require__.bind(__webpack_require__, 4110))).openUsers(values, users ?? [user], session) : void 0;
	const making = {
		create,
		setRoles,
		values,
		known,
		withPassword: service?.ensure
	};
	if (users) return await createMany(making, users, session);
	const carry = (endpoint, given) => endpoint.prepare(given).run(session);
	const { line, reading } = await createOne(making, user, carry);
	const { auth_user_id, reason } = line;
	const { changed } = session.progress;
	const said = [reading.done(changed), ...auth_user_id ? [] : [withoutId(known, roles ? 1 : 0)]];
	return {
		reading: {
			...reading,
			...auth_user_id && {
				data: { id: auth_user_id },
				outputs: { auth_user_id }
			},
			done: () => said.join(" ")
		},
		changed,
		...reason && { failed: new Error(`The user is there, but ${reason}`) }
	};
}
function withoutId(known, left) {
	const why = known ? "The ID is not known, since the database has no such user." : "Neon does not tell the ID: give `database_url`, and it is read from the database.";
	return left === 0 ? why : `${why} Roles were left as they are: those of ${left} ${left === 1 ? "user" : "users"}.`;
}
async function createMany(making, users, session) {
	const lines = [];
	const waiting = users.entries();
	let refused;
	let shownAt = Date.now();
	const work = async () => {
		for (const [index, user] of waiting) {
			lines[index] = refused ? {
				email: user.email,
				state: "failed",
				reason: "It was not tried: the API key had been refused."
			} : await createInTurn(making, user, session).catch((error) => {
				if (error instanceof Error && [401, 403].includes((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.qt)(error) ?? 0)) refused ??= error;
				return {
					email: user.email,
					state: "failed",
					reason: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.wn)(error)
				};
			});
			if (Date.now() - shownAt > EVERY) {
				shownAt = Date.now();
				(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.nn)(`${lines.filter(Boolean).length} of ${users.length} users.`);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(AT_ONCE, users.length) }, work));
	const count = (state) => lines.filter((line) => line.state === state).length;
	const said = `${[
		[count("created"), "created"],
		[count("exists"), "there already"],
		[count("failed"), "failed"]
	].filter(([number]) => number > 0).map((of) => of.join(" ")).join(", ")}.`;
	const left = lines.filter(({ state, auth_user_id }, index) => state === "exists" && !auth_user_id && users[index]?.roles).length;
	const failed = refused ? new Error(`${refused.message} Users: ${said} Output \`users\` has them.`) : failure(lines, said);
	return {
		reading: {
			data: { users: lines },
			outputs: { users: lines },
			warnings: [],
			next: () => [],
			done: () => left === 0 ? `Users: ${said}` : `Users: ${said} ${withoutId(making.known, left)}`
		},
		changed: session.progress.changed,
		...failed && { failed }
	};
}
async function createInTurn(making, user, session) {
	const own = {
		changed: false,
		requestId: void 0
	};
	const apart = session.apart(own);
	const patiently = async (endpoint, values) => {
		for (;;) try {
			return await endpoint.prepare(values).run(apart);
		} catch (error) {
			if ((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.qt)(error) !== 429 || session.budget.signal.aborted) throw error;
		}
	};
	try {
		return (await createOne(making, user, patiently)).line;
	} finally {
		session.progress.changed ||= own.changed;
		session.progress.requestId = own.requestId ?? session.progress.requestId;
	}
}
async function createOne({ create, setRoles, values, known, withPassword }, { roles, password, open: _, ...person }, carry) {
	const { email } = person;
	const made = password && await withPassword?.({
		...person,
		password
	});
	const { reading, changed } = made ? signedUp(made) : await carry(create, {
		...values,
		...person
	});
	const { auth_user_id = known?.get(email.toLowerCase()) } = reading.outputs;
	const line = {
		email,
		auth_user_id,
		state: changed ? "created" : "exists"
	};
	const isSet = made?.roles && new Set(made.roles).symmetricDifference(new Set(roles)).size === 0;
	if (!roles || !auth_user_id || isSet) return {
		line,
		reading
	};
	const reason = await carry(setRoles, {
		...values,
		auth_user_id,
		roles
	}).then(() => void 0, (error) => `its roles were not set, which set-user-roles can do: ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.wn)(error)}`);
	return {
		line: {
			...line,
			...reason && { reason }
		},
		reading
	};
}
const signedUp = ({ id, made }) => ({
	reading: {
		data: { id },
		outputs: { auth_user_id: id },
		warnings: [],
		next: () => made ? ["A sign-up can send mail and call webhooks, if the branch has them: a preview should have neither."] : [],
		done: () => made ? "Made the user, who can sign in." : "The user is there already, and can sign in."
	},
	changed: made
});
function failure(lines, said) {
	const reasons = lines.flatMap(({ reason }, index) => reason ? [`User ${index + 1}: ${reason}`] : []);
	if (reasons.length === 0) return void 0;
	const shown = reasons.slice(0, 5).map((reason) => `- ${reason}`);
	const more = reasons.length - shown.length;
	const rest = more > 0 ? [`- … and ${more} more, in output \`users\`.`] : [];
	return new Error([
		`Not all users could be created as they should be: ${said} Run the step again for those that failed.`,
		...shown,
		...rest
	].join("\n"));
}
// src/operations/users.ts
const user = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({ id: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.yt)() });
const outputs = { auth_user_id: ({ id }) => id };
const database = {
	about: (name) => `${name("database_url")} not with ${name("auth_provider", "mock")}`,
	problems: (given, name) => [...(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.X)(given("database_url") ?? ""), ...given("database_url") !== void 0 && given("auth_provider")?.trim() === "mock" ? [`${name("database_url")} is for \`stack\` and \`better_auth\`: \`mock\` keeps its users in no table.`] : []]
};
const ownRoles = {
	about: (name) => `${name("roles")} not with ${name("users_file")}`,
	problems: (given, name) => given("roles") !== void 0 && given("users_file") !== void 0 ? [`${name("roles")} is for the user of ${name("email")}: in ${name("users_file")}, give each user a field ${name("roles")}.`] : []
};
const ownPassword = {
	about: (name) => `${name("password")} not with ${name("users_file")}`,
	problems: (given, name) => [...given("password") !== void 0 && given("users_file") !== void 0 ? [`${name("password")} is for the user of ${name("email")}: in ${name("users_file")}, give each user a field ${name("password")}.`] : [], ...given("origin") !== void 0 && given("password") === void 0 && given("users_file") === void 0 ? [`${name("origin")} is for users with a ${name("password")}: drop it.`] : []]
};
const rolesOnBranch = {
	about: (name) => `${name("roles")} on a branch only`,
	problems: (given, name) => given("roles") === void 0 ? [] : [`${name("roles")} can be given on a branch only: add \`branch_id\`, \`branch_name\` or \`default_branch: true\`, or drop it.`]
};
const create = {
	operation: "create-user",
	about: "Create a user, or many from a file.",
	optional: [
		"email",
		"name",
		"roles",
		"users_file",
		"if_exists",
		"wait_for_sync",
		"database_url",
		"auth_provider"
	],
	answer: user,
	outputs,
	effect: (0,_mints_js__WEBPACK_IMPORTED_MODULE_1__.t)({
		check: "Neon cannot list users. Look for the email in the users table of the `neon_auth` schema or in the Neon Console before you create it again.",
		already: {
			said: "A user with this email is there already.",
			again: "Run the step again: it finds the user or creates it."
		}
	}),
	done: ({ changed }) => changed ? "Created the user." : "The user is there already."
};
const rules = [
	(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.y)("email", "users_file"),
	(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.x)("wait_for_sync", "true", ["database_url"]),
	database
];
const createOnProject = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	...create,
	routes: { project: "POST /projects/auth/user" },
	required: ["project_id", "auth_provider"],
	rules: [...rules, rolesOnBranch],
	body: ({ project_id, auth_provider, email, name }) => ({
		project_id,
		auth_provider,
		email,
		name
	}),
	deprecated: "Name a branch to use the branch-scoped API."
});
const createOnBranch = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	...create,
	routes: { branch: "POST /projects/{project_id}/branches/{branch_id}/auth/users" },
	optional: [
		...create.optional,
		"password",
		"origin"
	],
	rules: [
		...rules,
		ownRoles,
		ownPassword
	],
	body: ({ email, name }) => ({
		email,
		name: name ?? email
	})
});
const deleteUser = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	operation: "delete-user",
	about: "Delete a user.",
	routes: {
		project: "DELETE /projects/{project_id}/auth/users/{auth_user_id}",
		branch: "DELETE /projects/{project_id}/branches/{branch_id}/auth/users/{auth_user_id}"
	},
	optional: ["if_missing"],
	answer: _step_js__WEBPACK_IMPORTED_MODULE_0__.mt,
	effect: (0,_removes_js__WEBPACK_IMPORTED_MODULE_2__.t)(),
	done: ({ changed }) => changed ? "Deleted the user." : "There was no such user to delete."
});
const [setUserRoles] = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	operation: "set-user-roles",
	about: "Give a user exactly these roles.",
	routes: { branch: "PUT /projects/{project_id}/branches/{branch_id}/auth/users/{auth_user_id}/role" },
	required: ["roles"],
	body: ({ roles }) => ({ roles }),
	answer: user,
	outputs,
	effect: (0,_sets_js__WEBPACK_IMPORTED_MODULE_3__.t)(void 0),
	done: () => "Set the roles of the user."
});
const creates = [...createOnProject, ...createOnBranch].map((create) => withUsers(create, setUserRoles));
const createUserOnBranch = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.n)(creates);
const operations = [
	...creates,
	...deleteUser,
	setUserRoles
];



/***/ })

};
;