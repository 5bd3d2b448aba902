"use strict";
exports.id = 850;
exports.ids = [850];
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

/***/ 8850:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   operations: () => (/* binding */ operations),
/* harmony export */   provider: () => (/* binding */ provider),
/* harmony export */   things: () => (/* binding */ things)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var _creates_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7579);
/* harmony import */ var _reads_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(127);
/* harmony import */ var _removes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6071);
/* harmony import */ var _sets_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(285);





// src/operations/oauth-providers.ts
const fields = {
	client_id: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.K)("Client ID of your own OAuth application. Without it, Neon's shared keys are used."),
	client_secret: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.H)("Client secret of your own OAuth application. Goes with `client_id`."),
	microsoft_tenant_id: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.K)("Tenant ID of your Microsoft Entra application. Only for `microsoft`.", 100)
};
const { microsoft_tenant_id: _, ...shown } = fields;
const provider = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({
	id: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.yt)(),
	type: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.yt)(),
	...(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.m)(shown)
});
const providers = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({ providers: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Tt)(provider()) });
const rules = [(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.C)("client_id", "client_secret"), (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.b)("oauth_provider_id", "microsoft", ["microsoft_tenant_id"])];
const outputs = {
	oauth_provider_id: ({ id }) => id,
	oauth_provider_type: ({ type }) => type
};
const warn = ({ id, type }) => type === "shared" ? [`OAuth provider ${id} runs on Neon's shared keys, which are not for production. Give client_id and client_secret of your own OAuth application with update-oauth-provider.`] : [];
const list = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__._)("GET", "/oauth_providers");
function differs(found, wanted) {
	if (wanted.client_id === void 0) return found.client_id === void 0 ? void 0 : "it has credentials of its own; delete it first to go back to Neon's shared keys";
	if (found.type === "shared") return "it runs on Neon's shared keys; `if_exists: update` gives it the credentials of this step";
	const others = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.d)(fields, found, wanted).filter(({ visible }) => visible);
	return others.length === 0 ? void 0 : `with another ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.v)(others.map(({ field }) => field))}; \`if_exists: update\` gives it what this step says`;
}
function unseenOf(found, wanted) {
	const unseen = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.d)(fields, found, wanted).filter(({ visible }) => !visible);
	return unseen.length === 0 ? [] : [`Neon does not show ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.v)(unseen.map(({ field }) => field))} of OAuth provider ${found.id}, so that was not compared. \`if_exists: update\` sends it.`];
}
const existing = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.r)(list, providers, (found, { oauth_provider_id }) => found.providers.find(({ id }) => id === oauth_provider_id));
const listOauthProviders = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	operation: "list-oauth-providers",
	about: "List the OAuth providers.",
	routes: list,
	answer: providers,
	outputs: { oauth_providers: (answer) => answer.providers },
	effect: _reads_js__WEBPACK_IMPORTED_MODULE_2__.t,
	done: ({ answer }) => `Found ${answer.providers.length} OAuth ${answer.providers.length === 1 ? "provider" : "providers"}.`,
	next: ({ answer }) => {
		const shared = answer.providers.filter(({ type }) => type === "shared").map(({ id }) => id);
		if (shared.length === 0) return [];
		return [`On Neon's shared keys, which are not for production: ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.v)(shared)}.`];
	}
});
const updateOauthProvider = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	operation: "update-oauth-provider",
	about: "Give an OAuth provider other credentials. What is not given stays as it is.",
	routes: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__._)("PATCH", "/oauth_providers/{oauth_provider_id}"),
	fields,
	rules: [...rules, (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.S)("client_id", "client_secret", "microsoft_tenant_id")],
	answer: provider,
	outputs,
	warn,
	effect: (0,_sets_js__WEBPACK_IMPORTED_MODULE_4__.t)(existing),
	done: ({ answer, changed }) => changed ? `Updated OAuth provider ${answer.id}.` : `OAuth provider ${answer.id} is already configured like that.`
});
const addOauthProvider = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	operation: "add-oauth-provider",
	about: "Add an OAuth provider, on Neon's shared keys or with your own credentials. With `if_exists: update`, one that is there gets those that are given.",
	routes: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__._)("POST", "/oauth_providers"),
	fields,
	required: ["oauth_provider_id"],
	optional: ["if_exists"],
	rules,
	body: ({ oauth_provider_id }) => ({ id: oauth_provider_id }),
	answer: provider,
	outputs,
	warn,
	mistaken: ({ id, client_id }, wanted) => {
		if (id !== wanted.oauth_provider_id) return `Neon has added OAuth provider ${id}, although ${wanted.oauth_provider_id} was asked for.`;
		return client_id === void 0 || client_id === wanted.client_id ? void 0 : `OAuth provider ${id} has other credentials than were asked for: another run may have added it at the same time.`;
	},
	effect: (0,_creates_js__WEBPACK_IMPORTED_MODULE_1__.t)({
		look: existing,
		lookFirst: true,
		differs,
		unseenOf,
		updates: ({ scope, inputs }) => (inputs.client_id ?? inputs.microsoft_tenant_id) === void 0 ? void 0 : updateOauthProvider.find((update) => update.scope === scope)?.prepare(inputs)
	}),
	done: ({ answer, changed }) => changed ? `Added OAuth provider ${answer.id}.` : `OAuth provider ${answer.id} is already there.`
});
const deleteOauthProvider = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	operation: "delete-oauth-provider",
	about: "Delete an OAuth provider.",
	routes: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__._)("DELETE", "/oauth_providers/{oauth_provider_id}"),
	optional: ["if_missing"],
	answer: _step_js__WEBPACK_IMPORTED_MODULE_0__.mt,
	effect: (0,_removes_js__WEBPACK_IMPORTED_MODULE_3__.t)({ sees: existing }),
	done: ({ inputs, changed }) => changed ? `Deleted OAuth provider ${inputs.oauth_provider_id}.` : `There was no OAuth provider ${inputs.oauth_provider_id} to delete.`
});
const things = [{
	kind: "entries",
	section: "oauth_providers",
	about: "OAuth providers: `shared` for Neon's keys, keys of your own, or `absent`. Others stay, unless `prune` lists `oauth_providers`.",
	key: "oauth_provider_id",
	known: _step_js__WEBPACK_IMPORTED_MODULE_0__.z.oauth_provider_id.known ?? [],
	parseKey: _step_js__WEBPACK_IMPORTED_MODULE_0__.z.oauth_provider_id.parse,
	fields,
	own: ["client_id", "client_secret"],
	only: { microsoft_tenant_id: "microsoft" },
	partner: ["client_id"],
	add: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.n)(addOauthProvider),
	update: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.n)(updateOauthProvider),
	remove: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.n)(deleteOauthProvider),
	shown: {
		read: "plugins",
		part: "oauth_providers",
		look: list.branch,
		answers: (providers) => ({ providers }),
		alone: (json) => Object(json).providers
	}
}];
const operations = [
	...listOauthProviders,
	...addOauthProvider,
	...updateOauthProvider,
	...deleteOauthProvider
];



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