"use strict";
exports.id = 751;
exports.ids = [751,556];
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

/***/ 8751:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   operations: () => (/* binding */ operations),
/* harmony export */   things: () => (/* binding */ things)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1556);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6954);
/* harmony import */ var _reads_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(127);




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
	const { json } = await session.read((0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.i)(bound, look));
	const answer = look.pick(json, bound.inputs);
	if (answer === void 0) throw new _index_js__WEBPACK_IMPORTED_MODULE_0__.en("Neon's answer was not understood: it is not a list.");
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
	const after = await (0,_index_js__WEBPACK_IMPORTED_MODULE_0__._)(session, again, (shown) => wrong(shown).length === 0);
	if (wrong(after).length > 0) throw new _index_js__WEBPACK_IMPORTED_MODULE_0__.en(`Neon accepted the request, but its list still ${present ? "lacks" : "has"} ${wrong(after).join(", ")}.`);
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
	throw new _index_js__WEBPACK_IMPORTED_MODULE_0__.sn([`${settled.join(", ")} ${why} forbids that.${progress.changed ? "" : " Nothing was changed."}`]);
}
async function send(keeping, session, batch) {
	let repeated = false;
	const note = () => {
		repeated = true;
	};
	try {
		await (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.y)(session, keeping.bound.call({ [keeping.of]: batch }), note);
	} catch (error) {
		if (!(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.At)(error)) throw error;
		const shown = await shownAfter(keeping, session, batch, error);
		if (repeated || (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.un)(error)) session.progress.changed = true;
		else refuseSettled(keeping, session, shown, batch);
		const rest = restOf(keeping, shown, batch);
		if (rest.length > 0) await send(keeping, session, rest);
	}
}
const restOf = (keeping, shown, batch) => leftOf(keeping, shown, batch).filter((name) => batch.includes(name));
async function shownAfter(keeping, session, batch, refusal) {
	const isLess = (shown) => restOf(keeping, shown, batch).length < batch.length;
	const most = (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.jt)(refusal, 409, ...keeping.present ? [] : [404]);
	const looks = (apart) => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__._)(apart, () => keeping.look(apart), isLess, most);
	const shown = await (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.h)(session, looks, isLess).catch(() => void 0);
	if (shown === void 0 || !isLess(shown)) throw refusal;
	return shown;
}
function unseen(error) {
	throw new _index_js__WEBPACK_IMPORTED_MODULE_0__.en(`Neon accepted the request, but its list could not be read again: ${(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.ln)(error)}`);
}
// src/operations/domains.ts
const domains = () => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.vt)({ domains: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.ut)((0,_index_js__WEBPACK_IMPORTED_MODULE_0__.vt)({
	domain: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.it)(),
	auth_provider: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.et)()
})) });
const output = { domains: (answer) => answer.domains };
const list = (0,_call_js__WEBPACK_IMPORTED_MODULE_3__.n)("GET", "/domains");
const listDomains = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.t)({
	operation: "list-domains",
	about: "List the trusted domains, to which users may be sent back after signing in.",
	routes: list,
	answer: domains,
	outputs: output,
	effect: _reads_js__WEBPACK_IMPORTED_MODULE_2__.t,
	done: ({ answer }) => `Found ${answer.domains.length} trusted ${answer.domains.length === 1 ? "domain" : "domains"}.`
});
const essence = (domain) => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.k)(domain) ?? domain;
const entries = (present) => members({
	of: "domain",
	look: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.r)(list, domains, (found) => found),
	names: (found) => found.domains.map(({ domain }) => domain),
	essence,
	present
});
const addDomain = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.t)({
	operation: "add-domain",
	about: "Add one or several trusted domains, for example the address of a preview.",
	routes: (0,_call_js__WEBPACK_IMPORTED_MODULE_3__.n)("POST", "/domains"),
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
const deleteDomain = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.t)({
	operation: "delete-domain",
	about: "Delete one or several trusted domains.",
	routes: (0,_call_js__WEBPACK_IMPORTED_MODULE_3__.n)("DELETE", "/domains"),
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
	input: _index_js__WEBPACK_IMPORTED_MODULE_0__.C.domain,
	must: "be one URL with a scheme and without user info, such as `https://preview.example.com`",
	field: "domain",
	essence,
	add: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.n)(addDomain),
	remove: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.n)(deleteDomain),
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



/***/ })

};
;