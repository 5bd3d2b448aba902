"use strict";
exports.id = 158;
exports.ids = [158,556];
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



/***/ }),

/***/ 7158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createUserOnBranch: () => (/* binding */ createUserOnBranch),
/* harmony export */   operations: () => (/* binding */ operations)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
/* harmony import */ var _mints_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8459);
/* harmony import */ var _removes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6071);
/* harmony import */ var _sets_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(285);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6954);





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
					if (people.some(({ password }) => password)) await (await Promise.all(/* import() */[__webpack_require__.e(689), __webpack_require__.e(110)]).then(__webpack_require__.bind(__webpack_require__, 4110))).refuseUsers(step.values, people, session);
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
	await using service = (users ?? [user]).some((one) => one.password !== void 0) ? await (await Promise.all(/* import() */[__webpack_require__.e(689), __webpack_require__.e(110)]).then(__webpack_require__.bind(__webpack_require__, 4110))).openUsers(values, users ?? [user], session) : void 0;
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
				if (error instanceof Error && [401, 403].includes((0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Mt)(error) ?? 0)) refused ??= error;
				return {
					email: user.email,
					state: "failed",
					reason: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.ln)(error)
				};
			});
			if (Date.now() - shownAt > EVERY) {
				shownAt = Date.now();
				(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Vt)(`${lines.filter(Boolean).length} of ${users.length} users.`);
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
			if ((0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Mt)(error) !== 429 || session.budget.signal.aborted) throw error;
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
	}).then(() => void 0, (error) => `its roles were not set, which set-user-roles can do: ${(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.ln)(error)}`);
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
const user = () => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.vt)({ id: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.it)() });
const outputs = { auth_user_id: ({ id }) => id };
const database = {
	about: (name) => `${name("database_url")} not with ${name("auth_provider", "mock")}`,
	problems: (given, name) => [...(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.P)(given("database_url") ?? ""), ...given("database_url") !== void 0 && given("auth_provider")?.trim() === "mock" ? [`${name("database_url")} is for \`stack\` and \`better_auth\`: \`mock\` keeps its users in no table.`] : []]
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
	(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.r)("email", "users_file"),
	(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.a)("wait_for_sync", "true", ["database_url"]),
	database
];
const createOnProject = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.t)({
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
const createOnBranch = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.t)({
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
const deleteUser = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.t)({
	operation: "delete-user",
	about: "Delete a user.",
	routes: {
		project: "DELETE /projects/{project_id}/auth/users/{auth_user_id}",
		branch: "DELETE /projects/{project_id}/branches/{branch_id}/auth/users/{auth_user_id}"
	},
	optional: ["if_missing"],
	answer: _index_js__WEBPACK_IMPORTED_MODULE_0__.Q,
	effect: (0,_removes_js__WEBPACK_IMPORTED_MODULE_2__.t)(),
	done: ({ changed }) => changed ? "Deleted the user." : "There was no such user to delete."
});
const [setUserRoles] = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.t)({
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
const createUserOnBranch = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.n)(creates);
const operations = [
	...creates,
	...deleteUser,
	setUserRoles
];



/***/ })

};
;