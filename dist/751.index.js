"use strict";
exports.id = 751;
exports.ids = [751];
exports.modules = {

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