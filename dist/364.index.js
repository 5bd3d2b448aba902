"use strict";
exports.id = 364;
exports.ids = [364];
exports.modules = {

/***/ 7579:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ creates)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var _removes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6071);


// src/record/effects/creates.ts
const creates = (spec) => ({
	writes: true,
	updates: spec.updates !== void 0,
	intends: (bound, session) => intends({
		...spec,
		bound
	}, session),
	run: (bound, session) => run({
		...spec,
		bound
	}, session)
});
async function run(making, session) {
	const { bound, look, lookFirst } = making;
	const before = lookFirst || session.settings.if_exists === "fail" ? await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.a)(bound, session, look) : void 0;
	return before === void 0 ? make(making, session) : found(making, session, before, false);
}
async function make(making, session) {
	try {
		return made(making, session, await session.write(making.bound.call()));
	} catch (error) {
		if ((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Wt)(error)) return afterLostAnswer(making, session, error);
		if (!(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Gt)(error)) throw (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Vt)(error);
		const there = await existing(making, session, error, (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Kt)(error, 409));
		if (there === void 0) throw advised(error, making.unseen);
		return found(making, session, there, false);
	}
}
const made = ({ bound }, session, answer) => bound.made(session, bound.answer(answer));
async function afterLostAnswer(making, session, lost) {
	(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.nn)(`${lost.message} Looking at what is there.`);
	const there = await existing(making, session, (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Vt)(lost), 2);
	if (there !== void 0) return found(making, session, there, true);
	if (session.settings.retries === 0) throw (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Vt)(lost);
	try {
		return made(making, session, await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.P)(session, making.bound.call(), lost));
	} catch (again) {
		if (!(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Wt)(again) && !(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Gt)(again)) throw again;
		const late = await existing(making, session, again, (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Kt)(again, 409));
		if (late === void 0) throw again;
		return found(making, session, late, true);
	}
}
const existing = ({ bound, look }, session, failure, looks) => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.j)(session, (apart) => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.o)(bound, apart, look, looks), (shown) => shown !== void 0).catch(() => {
	throw failure;
});
const advised = (error, unseen) => unseen && error instanceof _step_js__WEBPACK_IMPORTED_MODULE_0__.gn && (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.qt)(error) === 409 && /schema/i.test(error.said) ? new _step_js__WEBPACK_IMPORTED_MODULE_0__.gn(`${error.message} ${unseen}`, error) : error;
async function found(making, session, there, own) {
	const reading = readingOf(making, session, there, own);
	const updated = await updateOf(making, session)?.run(session);
	if (!updated) refuseOther(making, reading, there, own);
	session.progress.changed ||= own;
	return {
		reading,
		...updated,
		changed: own || updated?.changed === true
	};
}
async function intends(making, session) {
	const { bound, look } = making;
	const there = await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.a)(bound, session, look);
	if (there === void 0) return {
		calls: [bound.shown()],
		differences: []
	};
	const holds = readingOf(making, session, there, false);
	const update = updateOf(making, session);
	if (update) return update.intends(session);
	refuseOther(making, holds, there, false);
	return {
		calls: [],
		differences: [],
		holds
	};
}
function readingOf({ bound, unseenOf }, session, there, own) {
	const learned = bound.learn(session, there);
	if (!own && session.settings.if_exists === "fail") throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn([`${(0,_removes_js__WEBPACK_IMPORTED_MODULE_1__.n)(learned)}, and \`if_exists: fail\` forbids to reuse it.`]);
	return {
		...learned,
		warnings: [...learned.warnings, ...unseenOf?.(there, bound.inputs) ?? []]
	};
}
const updateOf = ({ bound, updates }, { settings }) => settings.if_exists === "update" ? updates?.(bound) : void 0;
function refuseOther({ bound, differs }, reading, there, own) {
	const other = differs(there, bound.inputs);
	if (other) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn([`${(0,_removes_js__WEBPACK_IMPORTED_MODULE_1__.n)(reading)}, but ${other}.${own ? "" : " Nothing was changed."}`]);
}



/***/ }),

/***/ 3364:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   onBranch: () => (/* binding */ onBranch),
/* harmony export */   operations: () => (/* binding */ operations),
/* harmony export */   things: () => (/* binding */ things)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var _creates_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7579);
/* harmony import */ var _mints_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8459);
/* harmony import */ var _reads_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(127);
/* harmony import */ var _removes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6071);
/* harmony import */ var _sets_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(285);






// src/operations/integration.ts
const integration = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({
	auth_provider: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.yt)(),
	name: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ht)(),
	auth_provider_project_id: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ht)(),
	branch_id: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ht)(),
	db_name: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ht)(),
	created_at: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ht)(),
	owned_by: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ht)(),
	transfer_status: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ht)(),
	pub_client_key: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__._t)(),
	secret_server_key: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ft)(),
	jwks_url: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__._t)(),
	schema_name: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ht)(),
	table_name: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ht)(),
	base_url: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ht)()
});
const madeIntegration = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Dt)(integration(), { auth_provider: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ht)() }).check((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Ft)(({ auth_provider, secret_server_key }) => (auth_provider ?? secret_server_key) !== void 0, { path: ["auth_provider"] }));
const integrations = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({ data: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Tt)(integration()) });
const shown = (...names) => Object.fromEntries(names.map((name) => [name, (answer) => answer[name]]));
const addresses = shown("auth_provider", "auth_provider_project_id", "base_url", "jwks_url");
const withKeys = {
	auth_provider: providerOf,
	...shown("auth_provider_project_id", "schema_name", "table_name", "base_url"),
	...shown("pub_client_key", "secret_server_key", "jwks_url"),
	keys_available: (answer) => answer.secret_server_key !== void 0
};
const names = {
	stack: "Stack Auth",
	better_auth: "Better Auth"
};
const called = (provider) => names[provider] ?? provider;
function providerOf({ auth_provider }, wanted) {
	return auth_provider ?? wanted.auth_provider;
}
const storeKeys = ({ answer, stored }) => _step_js__WEBPACK_IMPORTED_MODULE_0__.en.filter((name) => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Xt)(name) && answer[name] && !stored.has(name)).map((name) => `Store \`${name}\` now, where your application reads it: Neon does not show it again.`);
function differs(existing, wanted) {
	if (existing.auth_provider !== wanted.auth_provider) return `${called(wanted.auth_provider)} was asked for; the two cannot be on one branch`;
	if (wanted.database_name && existing.db_name && existing.db_name !== wanted.database_name) return `it uses database ${existing.db_name}, not ${wanted.database_name}`;
}
const mistaken = (answer, wanted) => providerOf(answer, wanted) === wanted.auth_provider ? void 0 : `Neon's answer is about ${called(answer.auth_provider ?? "")}, although ${called(wanted.auth_provider)} was asked for.`;
const ready = {
	outputs: ["jwks_key_ids", "issuer"],
	until: ({ wait_until_ready }, outputs, budget) => wait_until_ready ? async () => (await __webpack_require__.e(/* import() */ 945).then(__webpack_require__.bind(__webpack_require__, 1945))).waitUntilReady(outputs, budget) : void 0
};
const create = {
	operation: "create-integration",
	about: "Enable Neon Auth on a branch. For `stack`, this answer is the only one that shows the keys.",
	answer: madeIntegration,
	outputs: withKeys,
	mistaken,
	waits: ready,
	done: ({ inputs, answer, changed }) => changed ? `Created the ${called(providerOf(answer, inputs))} integration.` : `The ${called(providerOf(answer, inputs))} integration is already there.`
};
const unseen = "No integration is there, so this is about the `neon_auth` schema that an earlier one left in the database or that the branch has inherited. `delete-integration` with `delete_data: true` deletes it with all users in it; then run this step again.";
const ofProject = { project: "GET /projects/{project_id}/auth/integrations" };
const ofBranchRoute = { branch: "GET /projects/{project_id}/branches/{branch_id}/auth" };
const createOnProject = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	...create,
	routes: { project: "POST /projects/auth/create" },
	required: [
		"project_id",
		"branch_id",
		"auth_provider"
	],
	optional: [
		"database_name",
		"role_name",
		"if_exists",
		"wait_until_ready"
	],
	body: ({ auth_provider, project_id, branch_id, database_name, role_name }) => ({
		auth_provider,
		project_id,
		branch_id,
		database_name,
		role_name
	}),
	effect: (0,_creates_js__WEBPACK_IMPORTED_MODULE_1__.t)({
		differs,
		unseen,
		look: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.r)(ofProject, integrations, ({ data }, wanted) => {
			const onBranch = data.filter((found) => (found.branch_id ?? wanted.branch_id) === wanted.branch_id);
			return onBranch.find(({ auth_provider }) => auth_provider === wanted.auth_provider) ?? onBranch[0];
		})
	}),
	next: storeKeys,
	notices: ({ role_name }) => role_name === void 0 ? [] : ["Neon ignores `role_name`: drop it."],
	deprecated: "Name a branch and drop `auth_provider: stack` to use the branch-scoped API, which new projects need."
});
const createOnBranch = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	...create,
	routes: { branch: "POST /projects/{project_id}/branches/{branch_id}/auth" },
	required: ["auth_provider"],
	optional: [
		"database_name",
		"if_exists",
		"wait_until_ready"
	],
	body: ({ auth_provider, database_name }) => ({
		auth_provider,
		database_name
	}),
	effect: (0,_creates_js__WEBPACK_IMPORTED_MODULE_1__.t)({
		differs,
		unseen,
		look: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.r)(ofBranchRoute, integration, (found) => found)
	}),
	next: ({ answer, stored }) => [...storeKeys({
		answer,
		stored
	}), ...answer.base_url ? [`The callback to register at an OAuth provider is \`${answer.base_url}/callback/{provider}\`.`] : []]
});
const getIntegration = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	operation: "get-integration",
	about: "Get the addresses and the provider of the Neon Auth of a branch.",
	routes: ofBranchRoute,
	optional: ["wait_until_ready"],
	answer: integration,
	outputs: {
		...addresses,
		application_name: ({ name }) => name
	},
	waits: ready,
	effect: _reads_js__WEBPACK_IMPORTED_MODULE_3__.t,
	done: ({ answer }) => `The branch uses ${called(answer.auth_provider)}.`
});
const application = { name: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.s)("application_name", (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.K)("Name of the application, as mails to its users show it.", 256)) };
const nameShown = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.m)(application));
const updateApplicationName = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	operation: "update-application-name",
	about: "Change the name of the application, as mails to its users show it.",
	routes: { branch: "PATCH /projects/{project_id}/branches/{branch_id}/auth/config" },
	fields: application,
	required: ["application_name"],
	answer: nameShown,
	outputs: { application_name: ({ name }) => name },
	effect: (0,_sets_js__WEBPACK_IMPORTED_MODULE_5__.t)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.r)(ofBranchRoute, nameShown, (found) => found)),
	done: ({ inputs, changed }) => `The application ${changed ? "is now" : "was already"} called ${inputs.application_name}.`
});
const listIntegrations = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	operation: "list-integrations",
	about: "List the Neon Auth integrations of a project.",
	routes: ofProject,
	answer: integrations,
	outputs: {
		integrations: ({ data }) => data,
		jwks_url: ({ data }) => data.length === 1 ? data[0]?.jwks_url : void 0
	},
	effect: _reads_js__WEBPACK_IMPORTED_MODULE_3__.t,
	deprecated: "Use `get-integration` with a branch instead.",
	done: ({ answer: { data } }) => `Found ${data.length} ${data.length === 1 ? "integration" : "integrations"}.`
});
const generateSdkKeys = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	operation: "generate-sdk-keys",
	about: "Make new Stack Auth keys, one for the frontend and one for the backend.",
	routes: { project: "POST /projects/auth/keys" },
	required: ["project_id", "auth_provider"],
	body: ({ project_id, auth_provider }) => ({
		project_id,
		auth_provider
	}),
	answer: madeIntegration,
	outputs: withKeys,
	mistaken,
	effect: (0,_mints_js__WEBPACK_IMPORTED_MODULE_2__.t)({ check: "Look at the API keys in the dashboard of the auth provider before you generate others, and revoke what nobody uses." }),
	done: ({ answer, inputs }) => `Generated SDK keys for the ${called(providerOf(answer, inputs))} integration.`,
	next: storeKeys
});
const transferOwnership = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	operation: "transfer-ownership",
	about: "Get the URL that moves a Stack Auth project to an account of your own.",
	routes: { project: "POST /projects/auth/transfer_ownership" },
	required: ["project_id", "auth_provider"],
	optional: ["confirm"],
	irreversible: true,
	body: ({ project_id, auth_provider }) => ({
		project_id,
		auth_provider
	}),
	answer: () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({ url: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.vt)() }),
	outputs: { transfer_url: ({ url }) => url },
	effect: (0,_mints_js__WEBPACK_IMPORTED_MODULE_2__.t)({
		check: "Nothing is transferred until somebody opens the URL, which was lost with the answer: run the step again for another one.",
		look: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.r)(ofProject, integrations, ({ data }, { auth_provider }) => data.find((found) => found.auth_provider === auth_provider)?.transfer_status)
	}),
	done: () => "Got the URL for the transfer to your own account at the auth provider.",
	next: () => ["Open `transfer_url` in a browser, signed in to the account that shall own the project. It works once, for whoever opens it first.", "After the transfer the project stays reachable from Neon, and from the provider's own dashboard too."]
});
const remove = {
	operation: "delete-integration",
	about: "Disable Neon Auth on a branch or project, and with `delete_data: true` delete its users.",
	optional: [
		"delete_data",
		"if_missing",
		"confirm"
	],
	answer: _step_js__WEBPACK_IMPORTED_MODULE_0__.mt,
	irreversible: true,
	done: ({ changed }) => changed ? "Deleted the integration." : "There is no integration to delete.",
	next: ({ inputs, changed }) => inputs.delete_data || !changed ? [] : ["The `neon_auth` schema with its users stays in the database, and Neon refuses to create an integration again until it is deleted: `delete_data: true` does that."]
};
const withData = ({ delete_data }) => delete_data === true;
const deleteOnProject = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	...remove,
	routes: { project: "DELETE /projects/{project_id}/auth/integration/{auth_provider}" },
	body: ({ delete_data }) => delete_data === void 0 ? void 0 : { delete_data },
	effect: (0,_removes_js__WEBPACK_IMPORTED_MODULE_4__.t)({
		look: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.r)(ofProject, integrations, ({ data }, { auth_provider }) => data.find((found) => found.auth_provider === auth_provider)),
		more: withData,
		isSame: () => false
	}),
	deprecated: "Name a branch to delete the integration of that branch."
});
const deleteOnBranch = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	...remove,
	routes: { branch: "DELETE /projects/{project_id}/branches/{branch_id}/auth" },
	body: ({ delete_data = false }) => ({ delete_data }),
	effect: (0,_removes_js__WEBPACK_IMPORTED_MODULE_4__.t)({
		look: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.r)(ofBranchRoute, integration, (found, _) => found),
		more: withData,
		isSame: ({ created_at = "" }, began) => Date.parse(created_at) < began
	})
});
const onBranch = [(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.n)(createOnBranch), (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.n)(getIntegration)];
const things = [{
	kind: "root",
	section: "integration",
	about: "Neon Auth itself: `apply-config` may enable it. Nothing in the file ever deletes it.",
	fields: {
		auth_provider: _step_js__WEBPACK_IMPORTED_MODULE_0__.z.auth_provider,
		database_name: _step_js__WEBPACK_IMPORTED_MODULE_0__.z.database_name
	},
	called: { database_name: "db_name" },
	create: onBranch[0],
	get: onBranch[1],
	shown: {
		read: "auth",
		look: ofBranchRoute.branch
	}
}, {
	kind: "setting",
	section: "application_name",
	field: "name",
	about: "Name of the application, as mails to its users show it.",
	fields: application,
	update: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.n)(updateApplicationName),
	group: "names and mail",
	shown: {
		read: "auth",
		look: ofBranchRoute.branch
	}
}];
const operations = [
	...createOnProject,
	...createOnBranch,
	...listIntegrations,
	...getIntegration,
	...updateApplicationName,
	...generateSdkKeys,
	...transferOwnership,
	...deleteOnProject,
	...deleteOnBranch
];



/***/ }),

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



/***/ })

};
;