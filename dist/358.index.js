"use strict";
exports.id = 358;
exports.ids = [358,27,494,0];
exports.modules = {

/***/ 8494:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   operations: () => (/* binding */ operations),
/* harmony export */   things: () => (/* binding */ things)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var _domains_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8751);
/* harmony import */ var _email_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(230);
/* harmony import */ var _integration_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3364);
/* harmony import */ var _oauth_providers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8850);
/* harmony import */ var _plugins_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1990);
/* harmony import */ var _users2_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7158);
/* harmony import */ var _webhooks_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(146);








// src/operations/config.ts
const things = [
	..._integration_js__WEBPACK_IMPORTED_MODULE_3__.things,
	..._plugins_js__WEBPACK_IMPORTED_MODULE_5__.things,
	..._oauth_providers_js__WEBPACK_IMPORTED_MODULE_4__.things,
	..._domains_js__WEBPACK_IMPORTED_MODULE_1__.things,
	..._email_js__WEBPACK_IMPORTED_MODULE_2__.things,
	..._webhooks_js__WEBPACK_IMPORTED_MODULE_7__.things
];
const outputs = {
	plan: {
		kind: "json",
		about: "The difference, a JSON list of rows `{section, entry?, field?, change, from?, to?}`."
	},
	changes: {
		kind: "text",
		about: "Number of rows of the plan."
	},
	deletes: {
		kind: "text",
		about: "Number of those that delete or replace."
	},
	has_changes: {
		kind: "text",
		about: "Whether the plan has rows."
	},
	resends: {
		kind: "json",
		about: "Paths of what is sent although it cannot be compared, a JSON list."
	},
	plan_hash: {
		kind: "text",
		about: "Hash of the plan, for `expect_plan`. It depends on no secret."
	},
	drifted: {
		kind: "text",
		about: "`true`, `false`, or `unknown` if what is there could not be read."
	},
	applied: {
		kind: "json",
		about: "What became of the plan: `done`, `failed` and `not_tried`, a JSON object."
	},
	config: {
		kind: "text",
		about: "The file that was exported."
	},
	config_path: {
		kind: "text",
		about: "Full path of that file."
	},
	environments: {
		kind: "json",
		about: "Names of the file's environments, a JSON list, for example for a matrix."
	}
};
const planned = [
	"plan",
	"changes",
	"deletes",
	"has_changes",
	"resends",
	"plan_hash"
];
const reviewed = [
	"config_file",
	"environment",
	"config_variables",
	"expect_plan",
	"max_deletes",
	"secrets"
];
const pick = (all, names) => Object.fromEntries(names.map((name) => [name, all[name]]));
const load = () => __webpack_require__.e(/* import() */ 854).then(__webpack_require__.bind(__webpack_require__, 4854));
const configOperation = (declared) => ({
	operation: declared.operation,
	about: declared.about,
	needs: "neon",
	scope: "branch",
	writes: declared.writes ?? false,
	irreversible: false,
	notices: () => [],
	required: ["project_id", "branch_id"],
	optional: [...declared.takes, ...declared.optional ?? []],
	rules: [],
	outputs: [...declared.gives, ...declared.outputs ?? []],
	later: declared.optional?.includes("wait_until_ready") ? ["jwks_key_ids", "issuer"] : [],
	own: {
		inputs: pick(_step_js__WEBPACK_IMPORTED_MODULE_0__.O, declared.takes),
		outputs: pick(outputs, declared.gives)
	},
	...declared.failure && { failure: declared.failure },
	begin: declared.begin
});
const operations = [
	{
		...configOperation({
			operation: "validate-config",
			about: "Check the configuration file, all environments. Neon is not asked, so that it works on forks.",
			takes: ["config_file"],
			gives: ["environments"],
			begin: async (step) => (await load()).beginValidate(step, things)
		}),
		needs: "nothing",
		scope: void 0,
		required: []
	},
	configOperation({
		operation: "plan-config",
		about: "Show how a branch differs from the configuration file, and what would change.",
		takes: [...reviewed, "fail_on_changes"],
		gives: planned,
		begin: async (step) => (await load()).beginPlan(step, things)
	}),
	configOperation({
		operation: "apply-config",
		about: "Make a branch as the configuration file says: only what differs is sent.",
		writes: true,
		takes: reviewed,
		gives: [...planned, "applied"],
		optional: [
			"users_file",
			"origin",
			"wait_until_ready"
		],
		outputs: [...new Set([..._integration_js__WEBPACK_IMPORTED_MODULE_3__.onBranch.flatMap(({ outputs }) => outputs), "users"])],
		begin: async (step) => (await load()).beginApply(step, things, _users2_js__WEBPACK_IMPORTED_MODULE_6__.createUserOnBranch)
	}),
	configOperation({
		operation: "check-config",
		about: "Find drift: what is on a branch and not as the configuration file says.",
		takes: [
			"config_file",
			"environment",
			"config_variables",
			"secrets",
			"fail_on_changes"
		],
		gives: [...planned, "drifted"],
		failure: {
			title: "Drift could not be checked",
			outputs: { drifted: "unknown" }
		},
		begin: async (step) => (await load()).beginCheck(step, things)
	}),
	configOperation({
		operation: "export-config",
		about: "Write what is on a branch as a configuration file whose application changes nothing.",
		takes: [
			"config_file",
			"environment",
			"config_variables",
			"overwrite"
		],
		gives: ["config", "config_path"],
		begin: async (step) => (await load()).beginExport(step, things)
	})
];



/***/ }),

/***/ 8751:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   operations: () => (/* binding */ operations),
/* harmony export */   things: () => (/* binding */ things)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var _reads_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(127);


// src/record/effects/members.ts
const members = (spec) => ({
	writes: true,
	intends: (bound, session) => intends(keeping(bound, spec), session),
	run: (bound, session) => run(keeping(bound, spec), session)
});
const keeping = (bound, spec) => ({
	...spec,
	bound,
	wanted: bound.inputs[spec.of],
	look: (by) => list$1(bound, by, spec)
});
async function list$1(bound, session, { look, names }) {
	const { json } = await session.read((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.i)(bound, look));
	const answer = look.pick(json, bound.inputs);
	if (answer === void 0) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.hn("Neon's answer was not understood: it is not a list.");
	return {
		reading: bound.learn(session, answer),
		names: names(answer)
	};
}
const batchesOf = (entries, { present }) => present ? entries.map((entry) => [entry]) : [entries];
async function run(keeping, session) {
	const { wanted, look, present } = keeping;
	const before = await look(session);
	refuseSettled(keeping, session, before, wanted);
	const left = leftOf(keeping, before, wanted);
	if (left.length === 0) return {
		reading: before.reading,
		changed: false
	};
	for (const batch of batchesOf(left, keeping)) await send(keeping, session, batch);
	if (session.readsBackLater) return {
		reading: before.reading,
		changed: session.progress.changed
	};
	const wrong = (shown) => leftOf(keeping, shown, wanted);
	const again = () => look(session).catch(unseen);
	const after = await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.N)(session, again, (shown) => wrong(shown).length === 0);
	if (wrong(after).length > 0) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.hn(`Neon accepted the request, but its list still ${present ? "lacks" : "has"} ${wrong(after).join(", ")}.`);
	const differences = left.map((entry) => ({
		section: keeping.of,
		entry,
		change: present ? "add" : "delete"
	}));
	return {
		reading: {
			...after.reading,
			differences
		},
		changed: session.progress.changed
	};
}
async function intends(keeping, session) {
	const { bound, wanted, look, of, present } = keeping;
	const before = await look(session);
	refuseSettled(keeping, session, before, wanted);
	const left = leftOf(keeping, before, wanted);
	if (left.length === 0) return {
		calls: [],
		differences: [],
		holds: before.reading
	};
	return {
		calls: batchesOf(left, keeping).map((batch) => bound.shown({ [of]: batch })),
		differences: left.map((name) => present ? {
			field: of,
			is: void 0,
			wanted: name
		} : {
			field: of,
			is: name,
			wanted: void 0
		})
	};
}
function leftOf({ present, essence }, { names }, entries) {
	const [from, among] = present ? [entries, names] : [names, entries];
	const known = new Set(among.map(essence));
	return [...new Set(from)].filter((name) => known.has(essence(name)) !== present);
}
function refuseSettled({ present, essence }, { settings, progress }, { names }, entries) {
	const known = new Set(names.map(essence));
	const settled = entries.filter((entry) => known.has(essence(entry)) === present);
	if (settled.length === 0 || (present ? settings.if_exists : settings.if_missing) !== "fail") return;
	const why = present ? "is already there, and `if_exists: fail`" : "is not there, and `if_missing: fail`";
	throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn([`${settled.join(", ")} ${why} forbids that.${progress.changed ? "" : " Nothing was changed."}`]);
}
async function send(keeping, session, batch) {
	let repeated = false;
	const note = () => {
		repeated = true;
	};
	try {
		await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.F)(session, keeping.bound.call({ [keeping.of]: batch }), note);
	} catch (error) {
		if (!(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Gt)(error)) throw error;
		const shown = await shownAfter(keeping, session, batch, error);
		if (repeated || (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Tn)(error)) session.progress.changed = true;
		else refuseSettled(keeping, session, shown, batch);
		const rest = restOf(keeping, shown, batch);
		if (rest.length > 0) await send(keeping, session, rest);
	}
}
const restOf = (keeping, shown, batch) => leftOf(keeping, shown, batch).filter((name) => batch.includes(name));
async function shownAfter(keeping, session, batch, refusal) {
	const isLess = (shown) => restOf(keeping, shown, batch).length < batch.length;
	const most = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Kt)(refusal, 409, ...keeping.present ? [] : [404]);
	const looks = (apart) => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.N)(apart, () => keeping.look(apart), isLess, most);
	const shown = await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.j)(session, looks, isLess).catch(() => void 0);
	if (shown === void 0 || !isLess(shown)) throw refusal;
	return shown;
}
function unseen(error) {
	throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.hn(`Neon accepted the request, but its list could not be read again: ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.wn)(error)}`);
}
// src/operations/domains.ts
const domains = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({ domains: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Tt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({
	domain: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.yt)(),
	auth_provider: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ht)()
})) });
const output = { domains: (answer) => answer.domains };
const list = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__._)("GET", "/domains");
const listDomains = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	operation: "list-domains",
	about: "List the trusted domains, to which users may be sent back after signing in.",
	routes: list,
	answer: domains,
	outputs: output,
	effect: _reads_js__WEBPACK_IMPORTED_MODULE_1__.t,
	done: ({ answer }) => `Found ${answer.domains.length} trusted ${answer.domains.length === 1 ? "domain" : "domains"}.`
});
const essence = (domain) => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.G)(domain) ?? domain;
const entries = (present) => members({
	of: "domain",
	look: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.r)(list, domains, (found) => found),
	names: (found) => found.domains.map(({ domain }) => domain),
	essence,
	present
});
const addDomain = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	operation: "add-domain",
	about: "Add one or several trusted domains, for example the address of a preview.",
	routes: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__._)("POST", "/domains"),
	required: ["auth_provider", "domain"],
	optional: ["if_exists"],
	body: ({ auth_provider, domain: [domain = ""] }) => ({
		domain,
		auth_provider
	}),
	answer: domains,
	outputs: output,
	effect: entries(true),
	done: ({ inputs, changed }) => `Trusted ${changed ? "now" : "already"}: ${inputs.domain.join(", ")}.`
});
const deleteDomain = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	operation: "delete-domain",
	about: "Delete one or several trusted domains.",
	routes: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__._)("DELETE", "/domains"),
	required: ["auth_provider", "domain"],
	optional: ["if_missing"],
	body: ({ auth_provider, domain }) => ({
		auth_provider,
		domains: domain.map((name) => ({ domain: name }))
	}),
	answer: domains,
	outputs: output,
	effect: entries(false),
	done: ({ inputs, changed }) => `${changed ? "No longer trusted" : "Not among the trusted domains"}: ${inputs.domain.join(", ")}.`
});
const things = [{
	kind: "names",
	section: "domains",
	about: "Trusted domains. Others stay, unless `prune` lists `domains`.",
	of: "domain",
	input: _step_js__WEBPACK_IMPORTED_MODULE_0__.z.domain,
	must: "be one URL with a scheme and without user info, such as `https://preview.example.com`",
	field: "domain",
	essence,
	add: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.n)(addDomain),
	remove: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.n)(deleteDomain),
	shown: {
		read: "domains",
		part: "domains",
		look: list.branch,
		answers: (domains) => ({ domains })
	}
}];
const operations = [
	...listDomains,
	...addDomain,
	...deleteDomain
];



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

/***/ 9000:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   operations: () => (/* binding */ operations)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);

const operations = [{
	operation: "open",
	about: "Open what an earlier job of the same run has sealed, and set the same outputs. Neon is not asked.",
	needs: "nothing",
	scope: void 0,
	writes: false,
	irreversible: false,
	notices: () => [],
	required: ["sealed", "seal_key"],
	optional: [],
	rules: [],
	outputs: _step_js__WEBPACK_IMPORTED_MODULE_0__.$t,
	later: [],
	own: {
		inputs: {},
		outputs: {}
	},
	begin: async ({ values: { sealed = "", seal_key } }) => {
		if (!seal_key) throw new Error("There is no key to open it.");
		const { openSealedText, sealContext } = await __webpack_require__.e(/* import() */ 897).then(__webpack_require__.bind(__webpack_require__, 8897));
		const opened = await openSealedText(sealed, seal_key, sealContext());
		for (const value of Object.values(opened)) if (value instanceof _step_js__WEBPACK_IMPORTED_MODULE_0__["in"]) (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.cn)(value);
		const names = Object.keys(opened);
		const reading = {
			data: void 0,
			outputs: opened,
			warnings: names.length > 0 ? [] : ["There is nothing in `sealed`: the step that sealed it had no masked outputs."],
			next: () => [],
			done: () => `Opened ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.v)(names) || "nothing"}.`
		};
		return {
			writes: false,
			run: async () => ({
				reading,
				changed: false
			})
		};
	}
}];



/***/ }),

/***/ 3358:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   allInputs: () => (/* binding */ allInputs),
/* harmony export */   operations: () => (/* binding */ operations)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var _config2_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8494);
/* harmony import */ var _domains_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8751);
/* harmony import */ var _email_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(230);
/* harmony import */ var _integration_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3364);
/* harmony import */ var _oauth_providers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8850);
/* harmony import */ var _open_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9000);
/* harmony import */ var _plugins_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1990);
/* harmony import */ var _sign_in2_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3027);
/* harmony import */ var _users2_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7158);
/* harmony import */ var _webhooks_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(146);











[..._users2_js__WEBPACK_IMPORTED_MODULE_9__.operations, ..._sign_in2_js__WEBPACK_IMPORTED_MODULE_8__.operations];
const operations = [
	...[
		..._integration_js__WEBPACK_IMPORTED_MODULE_4__.operations,
		..._users2_js__WEBPACK_IMPORTED_MODULE_9__.operations,
		..._oauth_providers_js__WEBPACK_IMPORTED_MODULE_5__.operations,
		..._email_js__WEBPACK_IMPORTED_MODULE_3__.operations,
		..._domains_js__WEBPACK_IMPORTED_MODULE_2__.operations,
		..._plugins_js__WEBPACK_IMPORTED_MODULE_7__.operations,
		..._webhooks_js__WEBPACK_IMPORTED_MODULE_10__.operations
	],
	..._config2_js__WEBPACK_IMPORTED_MODULE_1__.operations,
	..._sign_in2_js__WEBPACK_IMPORTED_MODULE_8__.operations,
	..._open_js__WEBPACK_IMPORTED_MODULE_6__.operations
];
const allInputs = Object.assign({}, _step_js__WEBPACK_IMPORTED_MODULE_0__.z, ...operations.map(({ own }) => own.inputs));



/***/ }),

/***/ 3027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   operations: () => (/* binding */ operations)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);

const operations = [{
	operation: "check-sign-in",
	about: "Prove that auth works: a user signs in from the address of the application. The token of the session is verified, and the user signed out again.",
	needs: "neon",
	scope: "branch",
	writes: false,
	irreversible: false,
	notices: () => [],
	required: [
		"project_id",
		"branch_id",
		"email",
		"password",
		"origin"
	],
	optional: [],
	rules: [],
	outputs: ["base_url", "issuer"],
	later: [],
	own: {
		inputs: {},
		outputs: {}
	},
	begin: () => ({
		writes: false,
		run: async ({ values }, session) => {
			const { findPlace, checkSignIn } = await __webpack_require__.e(/* import() */ 689).then(__webpack_require__.bind(__webpack_require__, 9689));
			const { project_id, branch_id, email = "", password, origin = "" } = values;
			if (!password) throw new Error("There is no password.");
			const place = await findPlace(session, {
				project_id,
				branch_id
			}, origin);
			const algorithm = await checkSignIn(place, email, password, session);
			const issuer = new URL(place.base).origin;
			return {
				reading: {
					data: void 0,
					outputs: {
						base_url: place.base,
						issuer
					},
					warnings: [],
					next: () => [],
					done: () => `${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.mn)(email, 100)} can sign in from ${origin}: the token (${algorithm}) verifies, and the session is signed out.`
				},
				changed: false
			};
		}
	})
}];



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



/***/ }),

/***/ 146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   operations: () => (/* binding */ operations),
/* harmony export */   things: () => (/* binding */ things)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9749);


// src/operations/webhooks.ts
const events = [
	"user.before_create",
	"user.created",
	"send.otp",
	"send.magic_link",
	"organization.invitation.created",
	"organization.invitation.accepted",
	"phone_number.verified"
];
const webhooks = (0,_settings_js__WEBPACK_IMPORTED_MODULE_1__.t)({
	name: "webhooks",
	what: "webhooks",
	get: "get-webhooks",
	update: "update-webhooks",
	path: "/webhooks",
	section: "webhooks",
	fields: {
		enabled: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.s)("webhook_enabled", (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.W)("Whether webhooks are sent.")),
		webhook_url: {
			...(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.J)("Address that webhooks are sent to.", "be an https address", (address) => URL.parse(address)?.protocol === "https:" && address.length <= 2048, {
				essence: (address) => URL.parse(address)?.href ?? address,
				allows: {
					pattern: "^https://",
					maxLength: 2048
				}
			}),
			guarded: true
		},
		enabled_events: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.s)("webhook_events", (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Y)(`Events that webhooks are sent for: ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.v)(events)}.`, "names of events such as `user.created`", /^[a-z_]+(\.[a-z_]+)+$/, events)),
		timeout_seconds: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.s)("webhook_timeout_seconds", (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.q)("Seconds after which a webhook is given up.", 1, 10))
	},
	replaced: { required: ["webhook_enabled"] },
	is: ({ enabled }) => `Webhooks are ${enabled ? "on" : "off"}.`
});
const operations = webhooks.endpoints;
const things = [webhooks.thing];



/***/ })

};
;