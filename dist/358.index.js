"use strict";
exports.id = 358;
exports.ids = [358,27,0];
exports.modules = {

/***/ 9000:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   operations: () => (/* binding */ operations)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);

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
	outputs: _index_js__WEBPACK_IMPORTED_MODULE_0__.Rt,
	later: [],
	own: {
		inputs: {},
		outputs: {}
	},
	begin: async ({ values: { sealed = "", seal_key } }) => {
		if (!seal_key) throw new Error("There is no key to open it.");
		const { openSealedText, sealContext } = await __webpack_require__.e(/* import() */ 897).then(__webpack_require__.bind(__webpack_require__, 8897));
		const opened = await openSealedText(sealed, seal_key, sealContext());
		for (const value of Object.values(opened)) if (value instanceof _index_js__WEBPACK_IMPORTED_MODULE_0__.Ut) (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.qt)(value);
		const names = Object.keys(opened);
		const reading = {
			data: void 0,
			outputs: opened,
			warnings: names.length > 0 ? [] : ["There is nothing in `sealed`: the step that sealed it had no masked outputs."],
			next: () => [],
			done: () => `Opened ${(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.t)(names) || "nothing"}.`
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
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
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
const allInputs = Object.assign({}, _index_js__WEBPACK_IMPORTED_MODULE_0__.C, ...operations.map(({ own }) => own.inputs));



/***/ }),

/***/ 3027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   operations: () => (/* binding */ operations)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);

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
			const { findPlace, checkSignIn } = await Promise.all(/* import() */[__webpack_require__.e(689), __webpack_require__.e(556)]).then(__webpack_require__.bind(__webpack_require__, 9689));
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
					done: () => `${(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.$t)(email, 100)} can sign in from ${origin}: the token (${algorithm}) verifies, and the session is signed out.`
				},
				changed: false
			};
		}
	})
}];



/***/ })

};
;