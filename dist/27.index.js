"use strict";
exports.id = 27;
exports.ids = [27];
exports.modules = {

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



/***/ })

};
;