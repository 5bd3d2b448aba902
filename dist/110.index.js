"use strict";
exports.id = 110;
exports.ids = [110];
exports.modules = {

/***/ 4110:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openUsers: () => (/* binding */ openUsers),
/* harmony export */   refuseUsers: () => (/* binding */ refuseUsers)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
/* harmony import */ var _sign_in_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9689);


// src/auth/users.ts
async function lookAt(values, people, session) {
	const { project_id = "", branch_id = "", origin } = values;
	const where = {
		project_id,
		branch_id
	};
	const [place, branch, open] = await Promise.all([
		(0,_sign_in_js__WEBPACK_IMPORTED_MODULE_1__.findPlace)(session, where, origin),
		people.some((person) => person.open) ? (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Y)(session, project_id, branch_id) : void 0,
		(0,_sign_in_js__WEBPACK_IMPORTED_MODULE_1__/* .isSignUpOpen */ .tk)(session, where)
	]);
	if (branch && branch.default !== false) throw new _index_js__WEBPACK_IMPORTED_MODULE_0__.sn(["`users_file` has passwords in it, which everybody who reads the repository can read: on the default branch give them as `{ \"env\": \"NAME\" }`. No user was created."]);
	return {
		place,
		open
	};
}
async function refuseUsers(values, people, session) {
	const { place, open } = await lookAt(values, people, session);
	await using _ = await (0,_sign_in_js__WEBPACK_IMPORTED_MODULE_1__.t)(place.base, place.origin, session);
	if (!open) throw new _sign_in_js__WEBPACK_IMPORTED_MODULE_1__.n(`No user could be made, since ${_sign_in_js__WEBPACK_IMPORTED_MODULE_1__/* .signUpIsOff */ ._P} A user who is there with this password is found all the same, which a dry run cannot tell: it does not sign in.`);
}
async function openUsers(values, people, session) {
	const { place, open } = await lookAt(values, people, session);
	const service = await (0,_sign_in_js__WEBPACK_IMPORTED_MODULE_1__.t)(place.base, place.origin, session);
	const onMade = () => {
		session.progress.changed = true;
	};
	const way = {
		open,
		retries: session.settings.retries,
		onMade
	};
	return {
		ensure: async (person) => {
			const made = await (0,_sign_in_js__WEBPACK_IMPORTED_MODULE_1__/* .ensureUser */ .yw)(service, person, way);
			if (!made.made && session.settings.if_exists === "fail") throw new _index_js__WEBPACK_IMPORTED_MODULE_0__.sn(["The user is there already, and `if_exists: fail` forbids to reuse it."]);
			return made;
		},
		[Symbol.asyncDispose]: () => service[Symbol.asyncDispose]()
	};
}



/***/ })

};
;