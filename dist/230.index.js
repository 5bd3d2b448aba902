"use strict";
exports.id = 230;
exports.ids = [230,556];
exports.modules = {

/***/ 1556:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ placeholdersOf),
/* harmony export */   n: () => (/* binding */ inBoth),
/* harmony export */   r: () => (/* binding */ methodOf),
/* harmony export */   t: () => (/* binding */ fill)
/* harmony export */ });
// src/neon/call.ts
const inBoth = (method, path) => ({
	project: `${method} /projects/{project_id}/auth${path}`,
	branch: `${method} /projects/{project_id}/branches/{branch_id}/auth${path}`
});
const methodOf = (route) => route.slice(0, route.indexOf(" "));
const placeholdersOf = (route) => [...route.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
function fill(route, values) {
	const path = route.slice(route.indexOf("/")).replaceAll(/\{(\w+)\}/g, (_, name) => {
		if (values[name] === void 0) throw new Error(`There is no ${name} for ${route}.`);
		return encodeURIComponent(String(values[name]));
	});
	return {
		method: methodOf(route),
		path
	};
}



/***/ }),

/***/ 230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   emailServer: () => (/* binding */ emailServer),
/* harmony export */   operations: () => (/* binding */ operations),
/* harmony export */   things: () => (/* binding */ things)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
/* harmony import */ var _mints_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8459);
/* harmony import */ var _reads_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(127);
/* harmony import */ var _sets_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(285);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6954);





// src/operations/email.ts
const server = {
	host: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.s)("smtp_host", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.A)("Host name of your SMTP server.", 255, { essence: (host) => host.toLowerCase() })),
	port: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.s)("smtp_port", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.j)("Port of your SMTP server, for example `587`.", 1, 65535)),
	username: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.s)("smtp_username", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.A)("User name at your SMTP server.")),
	password: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.s)("smtp_password", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.E)("Password at your SMTP server.")),
	sender_email: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.D)("Address that mails come from."),
	sender_name: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.A)("Name that mails come from.", 255)
};
const settings = {
	type: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.s)("email_server_type", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.T)("`shared`: Neon's email server. `standard`: your own SMTP server, which takes all of `smtp_…` and `sender_…`.", ["shared", "standard"])),
	...server
};
const complete = [
	...[
		"smtp_host",
		"smtp_port",
		"smtp_username",
		"smtp_password"
	],
	"sender_email",
	"sender_name"
];
const emailServer = () => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.vt)((0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.m)(settings, ["type"]));
const output = { email_server: {
	kind: "json",
	about: "The email server, a JSON object without its password.",
	from: (answer) => answer
} };
const get = {
	project: "GET /projects/{project_id}/auth/email_server",
	branch: "GET /projects/{project_id}/branches/{branch_id}/auth/email_provider"
};
const getEmailServer = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.t)({
	operation: "get-email-server",
	about: "Get the configuration of the email server.",
	routes: get,
	answer: emailServer,
	own: output,
	effect: _reads_js__WEBPACK_IMPORTED_MODULE_2__.t,
	done: ({ answer }) => answer.type === "shared" ? "The email server is Neon's shared one." : `The email server is your own, ${answer.host}.`
});
const saved = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.r)(get, emailServer, (found) => found);
const update = (0,_sets_js__WEBPACK_IMPORTED_MODULE_3__.t)(saved);
const missingOf = (inputs) => inputs.email_server_type === "standard" ? complete.filter((name) => inputs[name] === void 0) : [];
const part = (0,_sets_js__WEBPACK_IMPORTED_MODULE_3__.t)(saved, (found, inputs) => {
	const missing = missingOf(inputs);
	return missing.length === 0 || found?.type === "standard" ? void 0 : `No SMTP server of your own is saved that could be changed in part: give ${(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.t)(missing)} too. Nothing was changed.`;
});
const updatePart = {
	...part,
	run: (bound, session) => part.run(bound, session).catch((error) => {
		const missing = missingOf(bound.inputs);
		throw missing.length > 0 && error instanceof _index_js__WEBPACK_IMPORTED_MODULE_0__.tn && error.status === 400 ? new _index_js__WEBPACK_IMPORTED_MODULE_0__.tn(`${error.message} Stack Auth needs a server of your own as a whole: give ${(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.t)(missing)} too.`, error) : error;
	})
};
const configure = {
	operation: "update-email-server",
	about: "Configure the email server: Neon's shared one, or your own SMTP server. On a branch with Better Auth, what is not given of a server that is saved stays as it is.",
	fields: settings,
	required: ["email_server_type"],
	answer: emailServer,
	own: output,
	done: ({ changed }) => changed ? "Configured the email server." : "The email server is already configured like that.",
	next: ({ answer }) => answer.type === "shared" ? ["Neon's shared email server is not for production: configure your own SMTP server."] : ["Send a test mail with `send-test-email`."]
};
const ownServer = (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.i)("email_server_type", "standard", complete);
const updateOnProject = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.t)({
	...configure,
	routes: { project: "PATCH /projects/{project_id}/auth/email_server" },
	rules: [(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.a)("email_server_type", "standard", complete), ownServer],
	effect: update,
	deprecated: "Name a branch to use the branch-scoped API."
});
const updateOnBranch = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.t)({
	...configure,
	routes: { branch: "PATCH /projects/{project_id}/branches/{branch_id}/auth/email_provider" },
	rules: [ownServer],
	effect: updatePart
});
const test = {
	operation: "send-test-email",
	about: "Send a test mail through the SMTP server that is saved, or one that is given whole.",
	answer: () => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.vt)({
		success: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.dt)(),
		error_message: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.et)()
	}),
	effect: (0,_mints_js__WEBPACK_IMPORTED_MODULE_1__.t)({ check: "Look into the mailbox of the recipient before you send another one." }),
	body: ({ recipient_email }) => ({ recipient_email }),
	done: () => "Sent the test mail.",
	next: () => ["Look into the mailbox of the recipient: the mail server has taken the mail, which is not yet delivery."]
};
const refusal = (cure) => ({ success, error_message }) => success ? void 0 : `The mail server did not take the mail: ${error_message ?? "it gave no reason"}. ${cure}`;
const [testSaved] = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.t)({
	...test,
	routes: { branch: "POST /projects/{project_id}/branches/{branch_id}/auth/email_provider/test" },
	required: ["recipient_email"],
	refused: refusal("Check the server that is saved: `update-email-server` changes it.")
});
const testGiven = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.t)({
	...test,
	routes: { branch: "POST /projects/{project_id}/branches/{branch_id}/auth/send_test_email" },
	fields: server,
	required: ["recipient_email", ...complete],
	refused: refusal("Check host, port, user name and password."),
	deprecated: "Neon has deprecated the route that tests a server which is not saved. Without `smtp_…` and `sender_…`, the step tests the one that is."
});
const things = [{
	kind: "server",
	section: "email_server",
	about: "The mail server: Neon's shared one, or your own, of which what is not given stays as it is.",
	fields: settings,
	partner: [
		"host",
		"port",
		"username"
	],
	update: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.n)(updateOnBranch),
	group: "names and mail",
	shown: {
		read: "plugins",
		part: "email_provider",
		look: get.branch,
		alone: (json) => json,
		missing: true
	}
}];
const operations = [
	...getEmailServer,
	...updateOnProject,
	...updateOnBranch,
	{
		...testSaved,
		variant: "saved"
	},
	...testGiven
];



/***/ }),

/***/ 6954:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ seen),
/* harmony export */   c: () => (/* binding */ certain),
/* harmony export */   d: () => (/* binding */ differencesOf),
/* harmony export */   f: () => (/* binding */ fileOf),
/* harmony export */   h: () => (/* binding */ withoutToken),
/* harmony export */   i: () => (/* binding */ lookCall),
/* harmony export */   l: () => (/* binding */ changedOf),
/* harmony export */   m: () => (/* binding */ shownOf),
/* harmony export */   n: () => (/* binding */ ofBranch),
/* harmony export */   o: () => (/* binding */ seenLate),
/* harmony export */   p: () => (/* binding */ inputsOf),
/* harmony export */   r: () => (/* binding */ look),
/* harmony export */   s: () => (/* binding */ as),
/* harmony export */   t: () => (/* binding */ endpoint),
/* harmony export */   u: () => (/* binding */ denied)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1556);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7975);



// src/record/fields.ts
const as = (input, field) => ({
	...field,
	input
});
const nameOf = (field, { input = field }) => input;
const inputsOf = (fields) => Object.fromEntries(Object.entries(fields).map(([field, input]) => [nameOf(field, input), input]));
function shownOf(fields, always = []) {
	const schemas = Object.entries(fields).map(([field, input]) => [field, always.includes(field) ? plainOf(input) : lenientOf(input)]);
	return Object.fromEntries(schemas);
}
const plainOf = ({ json }) => {
	if (json === "boolean") return (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.dt)();
	if (json === "number") return (0,_index_js__WEBPACK_IMPORTED_MODULE_0__._t)();
	return json === "list" ? (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.ut)((0,_index_js__WEBPACK_IMPORTED_MODULE_0__.xt)()) : (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.xt)();
};
function lenientOf(field) {
	if (field.secret) return (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.X)();
	return field.json === void 0 ? (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.et)() : (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Z)(plainOf(field));
}
const bodyOf = (fields, values) => Object.fromEntries(Object.entries(fields).map(([field, input]) => [field, plain(at(values, nameOf(field, input)))]));
const changedOf = ({ input, is, wanted }) => ({
	section: input,
	change: is === void 0 ? "add" : wanted === void 0 ? "delete" : "change",
	...is !== void 0 && { from: shownValue(is) },
	...wanted !== void 0 && { to: shownValue(wanted) }
});
const shownValue = (value) => value instanceof _index_js__WEBPACK_IMPORTED_MODULE_0__.Ut ? "***" : value;
function differencesOf(fields, answer, values) {
	return Object.entries(fields).flatMap(([field, input]) => {
		const name = nameOf(field, input);
		const wanted = at(values, name);
		const is = answer && at(answer, field);
		if (wanted === void 0 || (0,node_util__WEBPACK_IMPORTED_MODULE_1__.isDeepStrictEqual)(plain(is), plain(wanted))) return [];
		return [{
			field,
			input: name,
			is,
			wanted,
			visible: is !== void 0 && !(is instanceof _index_js__WEBPACK_IMPORTED_MODULE_0__.Ut && (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Wt)(is.reveal()) !== "nothing"),
			alike: (0,node_util__WEBPACK_IMPORTED_MODULE_1__.isDeepStrictEqual)(canonical(is), canonical(wanted))
		}];
	});
}
const certain = (differences) => differences.filter(({ visible, alike }) => visible && !alike);
const denied = (differences) => certain(differences).filter(({ is }) => !(is instanceof _index_js__WEBPACK_IMPORTED_MODULE_0__.Ut)).map(({ field }) => field);
const fileOf = (fields, answer) => Object.fromEntries(Object.entries(answer).filter(([field, value]) => Object.hasOwn(fields, field) && value !== void 0 && !(value instanceof _index_js__WEBPACK_IMPORTED_MODULE_0__.Ut)));
function printable(fields, inputs) {
	const guarded = new Set(Object.entries(fields).flatMap(([field, input]) => input.guarded ? [nameOf(field, input)] : []));
	const shown = Object.entries(Object(inputs)).map(([name, value]) => {
		if (value instanceof _index_js__WEBPACK_IMPORTED_MODULE_0__.Ut) return [name, new _index_js__WEBPACK_IMPORTED_MODULE_0__.Ut("***", value.sensitivity)];
		return [name, guarded.has(name) && typeof value === "string" ? withoutToken(value) : value];
	});
	return Object.fromEntries(shown);
}
function withoutToken(address) {
	const url = URL.parse(address);
	if (!url) return "***";
	return url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "" ? `${url.protocol}//${url.host}${url.pathname}?***` : address;
}
const at = (holder, name) => holder[name];
const plain = (value) => value instanceof _index_js__WEBPACK_IMPORTED_MODULE_0__.Ut ? value.reveal() : value;
function canonical(value) {
	if (Array.isArray(value)) return value.map(canonical).toSorted();
	return typeof value === "string" ? value.toLowerCase().replace(/\/+$/, "") : plain(value);
}
// src/record/record.ts
function bind(spec, inputs) {
	const learned = ({ settings }, answer) => {
		return readingOf(spec, inputs, (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Jt)(answer, settings.mask));
	};
	return {
		scope: spec.scope,
		inputs,
		call: (others) => callOf(spec, {
			...inputs,
			...others
		}),
		shown: (others) => callOf(spec, printable(spec.fields ?? {}, {
			...inputs,
			...others
		})),
		answer: (answer) => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.tt)(spec.answer, answer?.json),
		learn: learned,
		made: (session, answer) => {
			const mistake = spec.mistaken?.(answer, inputs);
			const failed = mistake && { failed: new _index_js__WEBPACK_IMPORTED_MODULE_0__.en(mistake) };
			return {
				reading: learned(session, answer),
				changed: true,
				...failed
			};
		},
		differences: (answer) => spec.fields ? differencesOf(spec.fields, answer && Object(answer), Object(inputs)) : [],
		refused: (answer) => spec.refused?.(answer)
	};
}
function callOf({ route, scope, fields, body }, inputs) {
	const said = body?.(inputs, scope);
	const whole = fields ? {
		...Object(said),
		...bodyOf(fields, Object(inputs))
	} : said;
	return {
		...(0,_call_js__WEBPACK_IMPORTED_MODULE_2__.t)(route, Object(inputs)),
		...whole === void 0 ? {} : { body: JSON.stringify(whole) }
	};
}
function readingOf(spec, inputs, answer) {
	const outputs = Object.entries(spec.outputs ?? {}).map(([name, from]) => [name, from(answer, inputs)]);
	const own = Object.entries(spec.own ?? {}).map(([name, { from }]) => [name, from(answer)]);
	return {
		data: answer,
		outputs: Object.fromEntries([...outputs, ...own]),
		warnings: spec.warn?.(answer) ?? [],
		next: (changed, stored) => spec.next?.({
			inputs,
			answer,
			changed,
			stored
		}) ?? [],
		done: (changed) => spec.done({
			inputs,
			answer,
			changed
		})
	};
}
function look(routes, answer, pick) {
	return {
		routes,
		pick: (json, inputs) => pick((0,_index_js__WEBPACK_IMPORTED_MODULE_0__.tt)(answer, json), inputs)
	};
}
function lookCall({ scope, inputs }, { routes }) {
	const route = routes[scope];
	if (!route) throw new Error(`A look is missing in scope ${scope}.`);
	return (0,_call_js__WEBPACK_IMPORTED_MODULE_2__.t)(route, Object(inputs));
}
const seen = (bound, session, look) => session.read(lookCall(bound, look)).then(({ json }) => look.pick(json, bound.inputs), _index_js__WEBPACK_IMPORTED_MODULE_0__.Tt);
const seenLate = (bound, session, look, most) => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__._)(session, () => seen(bound, session, look), (found) => found !== void 0, most);
// src/record/endpoint.ts
function endpoint(declared) {
	const { project, branch } = declared.routes;
	const { operation, deprecated } = declared;
	const forward = deprecated ?? (branch && "Name a branch to use the branch-scoped API.");
	const outlived = forward && `${operation} uses Neon's project-scoped API, whose removal Neon has scheduled for March 1, 2026. ${forward}`;
	return [...project ? [scoped(declared, "project", project, outlived)] : [], ...branch ? [scoped(declared, "branch", branch, project ? void 0 : deprecated)] : []];
}
function ofBranch(endpoints) {
	const found = endpoints.find(({ scope }) => scope === "branch");
	if (!found) throw new Error(`There is no ${endpoints[0]?.operation} of a branch.`);
	return found;
}
function scoped(declared, scope, route, deprecated) {
	const { operation, about, effect, waits, fields = {}, own = {} } = declared;
	const spec = {
		...declared,
		scope,
		route,
		answer: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.$)(declared.answer)
	};
	const inputs = inputsOf(fields);
	const required = [...new Set([...(0,_call_js__WEBPACK_IMPORTED_MODULE_2__.i)(route), ...declared.required ?? []])];
	const optional = [...declared.optional ?? [], ...Object.keys(inputs)];
	const updates = !optional.includes("if_exists") || effect.writes && effect.updates;
	const rules = [...declared.rules ?? [], ...updates ? [] : [(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.n)(operation, "if_exists", "update", ["reuse", "fail"])]];
	const bound = (values) => bind(spec, values);
	const run = async (how, values, session) => {
		setImmediate(spec.answer);
		const outcome = await how.run(bound(values), session);
		const later = waits?.until(values, outcome.reading.outputs, session.budget);
		return later ? {
			...outcome,
			later
		} : outcome;
	};
	const prepare = (values) => ({
		shown: () => bound(values).shown(),
		intends: async (session) => effect.writes && effect.intends ? effect.intends(bound(values), session) : {
			calls: [bound(values).shown()],
			differences: []
		},
		read: (json) => readingOf(spec, values, (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.tt)(spec.answer, json)),
		run: (session) => run(effect, values, session)
	});
	const preview = ({ values }, session) => prepare(values).intends(session);
	return {
		operation,
		about,
		needs: "neon",
		scope,
		route,
		method: (0,_call_js__WEBPACK_IMPORTED_MODULE_2__.r)(route),
		writes: effect.writes,
		irreversible: declared.irreversible === true,
		deprecated,
		notices: (values) => [...deprecated ? [deprecated] : [], ...declared.notices?.(values) ?? []],
		required,
		optional: optional.filter((name) => !required.includes(name)),
		rules,
		outputs: [
			...Object.keys(declared.outputs ?? {}),
			...Object.keys(own),
			...waits?.outputs ?? []
		],
		later: waits?.outputs ?? [],
		own: {
			inputs,
			outputs: own
		},
		prepare,
		begin: () => effect.writes ? {
			writes: true,
			preview,
			run: ({ values }, session) => run(effect, values, session)
		} : {
			writes: false,
			preview,
			run: ({ values }, session) => run(effect, values, session)
		}
	};
}



/***/ }),

/***/ 8459:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ mints)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6954);


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
	throw new _index_js__WEBPACK_IMPORTED_MODULE_0__.en(refused);
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
		if (reused && (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Dt)(error)) return void 0;
		if (!look || !(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.kt)(error) || settings.retries === 0) throw (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Et)(error, cure);
		(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Vt)(`${error.message} Looking at what is there.`);
		if (await (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.o)(bound, session, look, 2).catch(() => error) !== void 0) throw (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Et)(error, cure);
		return (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.v)(session, call, error, cure);
	}
}



/***/ }),

/***/ 127:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ reads)
/* harmony export */ });
// src/record/effects/reads.ts
const reads = {
	writes: false,
	run: async (bound, session) => {
		const answer = bound.answer(await session.read(bound.call()));
		return {
			reading: bound.learn(session, answer),
			changed: false
		};
	}
};



/***/ }),

/***/ 285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ sets)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6954);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7975);



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
	const refused = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.u)(left);
	const changed = [answer, after].some((shown) => hasChanged(before, shown)) || refused.length === 0 && isNews(bound, before);
	session.progress.changed = changed;
	if (refused.length > 0) throw new _index_js__WEBPACK_IMPORTED_MODULE_0__.en(`Neon accepted the request, but shows another value for ${refused.join(", ")} than was asked for.`);
	const hidden = bound.differences(before).filter(({ visible, field }) => !visible && (!changed || left.some((other) => other.field === field)));
	const told = {
		...reading,
		differences: bound.differences(before).filter(({ visible }) => visible).map(_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.l)
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
		return (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Nt)(error);
	};
	const before = look && await (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.a)(bound, session, look).catch(unread);
	const refused = refusal(before);
	if (refused) throw new _index_js__WEBPACK_IMPORTED_MODULE_0__.sn([refused]);
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
	const answer = bound.answer(await (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.y)(session, bound.call(), note));
	if (!repeated || !look) return {
		answer,
		late: void 0
	};
	const isTaken = (shown) => shown !== void 0 && (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.u)(bound.differences(shown)).length === 0;
	return {
		answer,
		late: await (0,_index_js__WEBPACK_IMPORTED_MODULE_0__._)(session, () => (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.a)(bound, session, look), isTaken)
	};
}
const hasChanged = (before, after) => !(0,node_util__WEBPACK_IMPORTED_MODULE_2__.isDeepStrictEqual)((0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Qt)(before), (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Qt)(after));
function isNews(bound, before) {
	const open = bound.differences(before);
	const asked = bound.differences(void 0);
	return (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.c)(open).length > 0 || open.length === asked.length && open.every(({ visible }) => !visible);
}
function withHidden(reading, hidden) {
	if (hidden.length === 0) return reading;
	const said = `${hidden.map(({ input }) => `\`${input}\``).join(", ")} ${hidden.length === 1 ? "was" : "were"} sent but cannot be compared, since Neon does not show ${hidden.length === 1 ? "it" : "them"}.`;
	return {
		...reading,
		done: (changed) => `${reading.done(changed)} ${said}`
	};
}



/***/ })

};
;