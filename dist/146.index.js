"use strict";
exports.id = 146;
exports.ids = [146];
exports.modules = {

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

/***/ 9749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ settings)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var _reads_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(127);
/* harmony import */ var _sets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(285);



// src/record/settings.ts
const auth = "/projects/{project_id}/branches/{branch_id}/auth";
function settings(spec) {
	const { name, what, fields, path, replaced, is } = spec;
	const answer = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.m)(fields, ["enabled"]));
	const output = { [spec.output ?? name]: {
		kind: "json",
		about: `Settings of ${what}, a JSON object.`,
		from: (found) => found
	} };
	const read = { branch: `GET ${auth}${path}` };
	const existing = spec.get ? (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.r)(read, answer, (found) => found) : (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.r)({ branch: `GET ${auth}/plugins` }, () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({ [name]: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Pt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.At)(answer())) }), (found) => found[name] ?? void 0);
	const get = spec.get ? (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
		operation: spec.get,
		about: `Get the settings of ${what}.`,
		routes: read,
		answer,
		own: output,
		effect: _reads_js__WEBPACK_IMPORTED_MODULE_1__.t,
		done: (report) => is?.(report.answer) ?? `Read the settings of ${what}.`
	}) : [];
	const update = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
		operation: spec.update,
		about: replaced ? `Replace the settings of ${what}. What is not given goes back to Neon's default.` : `Change settings of ${what}. What is not given stays as it is.`,
		routes: { branch: `${replaced ? "PUT" : "PATCH"} ${auth}${path}` },
		fields,
		required: replaced?.required ?? [],
		rules: replaced ? [] : [(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.S)(...Object.keys((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.p)(fields)))],
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