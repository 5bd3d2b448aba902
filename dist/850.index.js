"use strict";
exports.id = 850;
exports.ids = [850,556];
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

/***/ 7579:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ creates)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
/* harmony import */ var _removes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6071);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6954);



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
	const before = lookFirst || session.settings.if_exists === "fail" ? await (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_2__.a)(bound, session, look) : void 0;
	return before === void 0 ? make(making, session) : found(making, session, before, false);
}
async function make(making, session) {
	try {
		return made(making, session, await session.write(making.bound.call()));
	} catch (error) {
		if ((0,_index_js__WEBPACK_IMPORTED_MODULE_0__.kt)(error)) return afterLostAnswer(making, session, error);
		if (!(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.At)(error)) throw (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Et)(error);
		const there = await existing(making, session, error, (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.jt)(error, 409));
		if (there === void 0) throw advised(error, making.unseen);
		return found(making, session, there, false);
	}
}
const made = ({ bound }, session, answer) => bound.made(session, bound.answer(answer));
async function afterLostAnswer(making, session, lost) {
	(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Vt)(`${lost.message} Looking at what is there.`);
	const there = await existing(making, session, (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Et)(lost), 2);
	if (there !== void 0) return found(making, session, there, true);
	if (session.settings.retries === 0) throw (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Et)(lost);
	try {
		return made(making, session, await (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.v)(session, making.bound.call(), lost));
	} catch (again) {
		if (!(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.kt)(again) && !(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.At)(again)) throw again;
		const late = await existing(making, session, again, (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.jt)(again, 409));
		if (late === void 0) throw again;
		return found(making, session, late, true);
	}
}
const existing = ({ bound, look }, session, failure, looks) => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.h)(session, (apart) => (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_2__.o)(bound, apart, look, looks), (shown) => shown !== void 0).catch(() => {
	throw failure;
});
const advised = (error, unseen) => unseen && error instanceof _index_js__WEBPACK_IMPORTED_MODULE_0__.tn && (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Mt)(error) === 409 && /schema/i.test(error.said) ? new _index_js__WEBPACK_IMPORTED_MODULE_0__.tn(`${error.message} ${unseen}`, error) : error;
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
	const there = await (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_2__.a)(bound, session, look);
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
	if (!own && session.settings.if_exists === "fail") throw new _index_js__WEBPACK_IMPORTED_MODULE_0__.sn([`${(0,_removes_js__WEBPACK_IMPORTED_MODULE_1__.n)(learned)}, and \`if_exists: fail\` forbids to reuse it.`]);
	return {
		...learned,
		warnings: [...learned.warnings, ...unseenOf?.(there, bound.inputs) ?? []]
	};
}
const updateOf = ({ bound, updates }, { settings }) => settings.if_exists === "update" ? updates?.(bound) : void 0;
function refuseOther({ bound, differs }, reading, there, own) {
	const other = differs(there, bound.inputs);
	if (other) throw new _index_js__WEBPACK_IMPORTED_MODULE_0__.sn([`${(0,_removes_js__WEBPACK_IMPORTED_MODULE_1__.n)(reading)}, but ${other}.${own ? "" : " Nothing was changed."}`]);
}



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

/***/ 8850:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   operations: () => (/* binding */ operations),
/* harmony export */   provider: () => (/* binding */ provider),
/* harmony export */   things: () => (/* binding */ things)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1556);
/* harmony import */ var _creates_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7579);
/* harmony import */ var _reads_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(127);
/* harmony import */ var _removes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6071);
/* harmony import */ var _sets_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(285);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6954);







// src/operations/oauth-providers.ts
const fields = {
	client_id: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.A)("Client ID of your own OAuth application. Without it, Neon's shared keys are used."),
	client_secret: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.E)("Client secret of your own OAuth application. Goes with `client_id`."),
	microsoft_tenant_id: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.A)("Tenant ID of your Microsoft Entra application. Only for `microsoft`.", 100)
};
const { microsoft_tenant_id: _, ...shown } = fields;
const provider = () => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.vt)({
	id: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.it)(),
	type: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.it)(),
	...(0,_endpoint_js__WEBPACK_IMPORTED_MODULE_5__.m)(shown)
});
const providers = () => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.vt)({ providers: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.ut)(provider()) });
const rules = [(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.s)("client_id", "client_secret"), (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.i)("oauth_provider_id", "microsoft", ["microsoft_tenant_id"])];
const outputs = {
	oauth_provider_id: ({ id }) => id,
	oauth_provider_type: ({ type }) => type
};
const warn = ({ id, type }) => type === "shared" ? [`OAuth provider ${id} runs on Neon's shared keys, which are not for production. Give client_id and client_secret of your own OAuth application with update-oauth-provider.`] : [];
const list = (0,_call_js__WEBPACK_IMPORTED_MODULE_6__.n)("GET", "/oauth_providers");
function differs(found, wanted) {
	if (wanted.client_id === void 0) return found.client_id === void 0 ? void 0 : "it has credentials of its own; delete it first to go back to Neon's shared keys";
	if (found.type === "shared") return "it runs on Neon's shared keys; `if_exists: update` gives it the credentials of this step";
	const others = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_5__.d)(fields, found, wanted).filter(({ visible }) => visible);
	return others.length === 0 ? void 0 : `with another ${(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.t)(others.map(({ field }) => field))}; \`if_exists: update\` gives it what this step says`;
}
function unseenOf(found, wanted) {
	const unseen = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_5__.d)(fields, found, wanted).filter(({ visible }) => !visible);
	return unseen.length === 0 ? [] : [`Neon does not show ${(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.t)(unseen.map(({ field }) => field))} of OAuth provider ${found.id}, so that was not compared. \`if_exists: update\` sends it.`];
}
const existing = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_5__.r)(list, providers, (found, { oauth_provider_id }) => found.providers.find(({ id }) => id === oauth_provider_id));
const listOauthProviders = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_5__.t)({
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
		return [`On Neon's shared keys, which are not for production: ${(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.t)(shared)}.`];
	}
});
const updateOauthProvider = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_5__.t)({
	operation: "update-oauth-provider",
	about: "Give an OAuth provider other credentials. What is not given stays as it is.",
	routes: (0,_call_js__WEBPACK_IMPORTED_MODULE_6__.n)("PATCH", "/oauth_providers/{oauth_provider_id}"),
	fields,
	rules: [...rules, (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.o)("client_id", "client_secret", "microsoft_tenant_id")],
	answer: provider,
	outputs,
	warn,
	effect: (0,_sets_js__WEBPACK_IMPORTED_MODULE_4__.t)(existing),
	done: ({ answer, changed }) => changed ? `Updated OAuth provider ${answer.id}.` : `OAuth provider ${answer.id} is already configured like that.`
});
const addOauthProvider = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_5__.t)({
	operation: "add-oauth-provider",
	about: "Add an OAuth provider, on Neon's shared keys or with your own credentials. With `if_exists: update`, one that is there gets those that are given.",
	routes: (0,_call_js__WEBPACK_IMPORTED_MODULE_6__.n)("POST", "/oauth_providers"),
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
const deleteOauthProvider = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_5__.t)({
	operation: "delete-oauth-provider",
	about: "Delete an OAuth provider.",
	routes: (0,_call_js__WEBPACK_IMPORTED_MODULE_6__.n)("DELETE", "/oauth_providers/{oauth_provider_id}"),
	optional: ["if_missing"],
	answer: _index_js__WEBPACK_IMPORTED_MODULE_0__.Q,
	effect: (0,_removes_js__WEBPACK_IMPORTED_MODULE_3__.t)({ sees: existing }),
	done: ({ inputs, changed }) => changed ? `Deleted OAuth provider ${inputs.oauth_provider_id}.` : `There was no OAuth provider ${inputs.oauth_provider_id} to delete.`
});
const things = [{
	kind: "entries",
	section: "oauth_providers",
	about: "OAuth providers: `shared` for Neon's keys, keys of your own, or `absent`. Others stay, unless `prune` lists `oauth_providers`.",
	key: "oauth_provider_id",
	known: _index_js__WEBPACK_IMPORTED_MODULE_0__.C.oauth_provider_id.known ?? [],
	parseKey: _index_js__WEBPACK_IMPORTED_MODULE_0__.C.oauth_provider_id.parse,
	fields,
	own: ["client_id", "client_secret"],
	only: { microsoft_tenant_id: "microsoft" },
	partner: ["client_id"],
	add: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_5__.n)(addOauthProvider),
	update: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_5__.n)(updateOauthProvider),
	remove: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_5__.n)(deleteOauthProvider),
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
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6954);


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
		if ((0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Ot)(error) && settings.if_missing === "ignore") return ended(void 0, false);
		if (!(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.kt)(error)) throw (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Et)(error);
		return ended(await afterLostAnswer(bound, session, spec, error), true);
	}
}
async function intends(bound, session, { look, sees, more }) {
	const shows = look ?? sees;
	if (!(shows !== void 0 && await (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.a)(bound, session, shows) === void 0) || more?.(bound.inputs)) return {
		calls: [bound.shown()],
		differences: []
	};
	const holds = bound.learn(session, bound.answer(void 0));
	if (session.settings.if_missing === "fail") throw new _index_js__WEBPACK_IMPORTED_MODULE_0__.sn([`${saidOf(holds)}, and \`if_missing: fail\` forbids that.`]);
	return {
		calls: [],
		differences: [],
		holds
	};
}
async function afterLostAnswer(bound, session, spec, lost) {
	(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Vt)(`${lost.message} ${spec.look ? "Looking at what is there." : "Sending it again: gone is done."}`);
	const left = await whatIsLeft(bound, session, spec).catch(() => "unknown");
	if (left === "nothing") return void 0;
	if (left === "unknown" || session.settings.retries === 0) throw (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Et)(lost);
	try {
		return await (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.v)(session, bound.call(), lost);
	} catch (error) {
		if ((0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Ot)(error)) return void 0;
		throw error;
	}
}
async function whatIsLeft(bound, session, { look, more, isSame }) {
	if (!look) return "something";
	const found = await (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.o)(bound, session, look, 2);
	if (found === void 0) return more?.(bound.inputs) ? "something" : "nothing";
	return isSame?.(found, session.began()) ?? true ? "something" : "unknown";
}



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