"use strict";
exports.id = 146;
exports.ids = [146,556];
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



/***/ }),

/***/ 9749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ settings)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
/* harmony import */ var _reads_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(127);
/* harmony import */ var _sets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(285);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6954);




// src/record/settings.ts
const auth = "/projects/{project_id}/branches/{branch_id}/auth";
function settings(spec) {
	const { name, what, fields, path, replaced, is } = spec;
	const answer = () => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.vt)((0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.m)(fields, ["enabled"]));
	const output = { [spec.output ?? name]: {
		kind: "json",
		about: `Settings of ${what}, a JSON object.`,
		from: (found) => found
	} };
	const read = { branch: `GET ${auth}${path}` };
	const existing = spec.get ? (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.r)(read, answer, (found) => found) : (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.r)({ branch: `GET ${auth}/plugins` }, () => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.vt)({ [name]: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.yt)((0,_index_js__WEBPACK_IMPORTED_MODULE_0__.ht)(answer())) }), (found) => found[name] ?? void 0);
	const get = spec.get ? (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.t)({
		operation: spec.get,
		about: `Get the settings of ${what}.`,
		routes: read,
		answer,
		own: output,
		effect: _reads_js__WEBPACK_IMPORTED_MODULE_1__.t,
		done: (report) => is?.(report.answer) ?? `Read the settings of ${what}.`
	}) : [];
	const update = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.t)({
		operation: spec.update,
		about: replaced ? `Replace the settings of ${what}. What is not given goes back to Neon's default.` : `Change settings of ${what}. What is not given stays as it is.`,
		routes: { branch: `${replaced ? "PUT" : "PATCH"} ${auth}${path}` },
		fields,
		required: replaced?.required ?? [],
		rules: replaced ? [] : [(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.o)(...Object.keys((0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.p)(fields)))],
		answer,
		own: output,
		effect: (0,_sets_js__WEBPACK_IMPORTED_MODULE_2__.t)(existing),
		done: ({ changed }) => changed ? `Changed the settings of ${what}.` : `The settings of ${what} are already like that.`
	});
	const plugins = `GET ${auth}/plugins`;
	const [changes] = update;
	const thing = {
		kind: "settings",
		section: spec.section,
		...spec.entry && { entry: spec.entry },
		about: `Settings of ${what}. What is not given stays as it is.`,
		fields,
		update: changes,
		group: replaced ? "webhooks" : "settings",
		...replaced && { replaced: true },
		shown: replaced ? {
			read: "webhooks",
			look: read.branch
		} : {
			read: "plugins",
			part: name,
			...spec.get ? {
				look: read.branch,
				alone: (json) => json
			} : {
				look: plugins,
				answers: (part) => ({ [name]: part })
			}
		}
	};
	return {
		answer,
		endpoints: [...get, ...update],
		thing
	};
}



/***/ }),

/***/ 146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   operations: () => (/* binding */ operations),
/* harmony export */   things: () => (/* binding */ things)
/* harmony export */ });
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6954);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9749);
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4990);



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
		enabled: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_0__.s)("webhook_enabled", (0,_index_js__WEBPACK_IMPORTED_MODULE_2__.O)("Whether webhooks are sent.")),
		webhook_url: {
			...(0,_index_js__WEBPACK_IMPORTED_MODULE_2__.M)("Address that webhooks are sent to.", "be an https address", (address) => URL.parse(address)?.protocol === "https:" && address.length <= 2048, {
				essence: (address) => URL.parse(address)?.href ?? address,
				allows: {
					pattern: "^https://",
					maxLength: 2048
				}
			}),
			guarded: true
		},
		enabled_events: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_0__.s)("webhook_events", (0,_index_js__WEBPACK_IMPORTED_MODULE_2__.N)(`Events that webhooks are sent for: ${(0,_index_js__WEBPACK_IMPORTED_MODULE_2__.t)(events)}.`, "names of events such as `user.created`", /^[a-z_]+(\.[a-z_]+)+$/, events)),
		timeout_seconds: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_0__.s)("webhook_timeout_seconds", (0,_index_js__WEBPACK_IMPORTED_MODULE_2__.j)("Seconds after which a webhook is given up.", 1, 10))
	},
	replaced: { required: ["webhook_enabled"] },
	is: ({ enabled }) => `Webhooks are ${enabled ? "on" : "off"}.`
});
const operations = webhooks.endpoints;
const things = [webhooks.thing];



/***/ })

};
;