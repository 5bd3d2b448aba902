"use strict";
exports.id = 0;
exports.ids = [0];
exports.modules = {

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



/***/ })

};
;