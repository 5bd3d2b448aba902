"use strict";
exports.id = 945;
exports.ids = [945];
exports.modules = {

/***/ 1945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   waitUntilReady: () => (/* binding */ waitUntilReady)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7598);


// src/engine/ready.ts
const EVERY = 1e3;
const LONGEST = 5e3;
const keySet = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({ keys: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Tt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.kt)({})) });
const verifying = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.kt)({
	kid: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Pt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.It)()),
	kty: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.wt)([
		"EC",
		"OKP",
		"RSA"
	]),
	use: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Pt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Ot)("sig")),
	key_ops: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Pt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Tt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.It)()).check((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Ft)((uses) => uses.includes("verify")))),
	alg: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Pt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.It)().check((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Rt)(/^(?!RSA|ECDH)/)))
}).check((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Ft)((key) => key.d === void 0));
async function waitUntilReady(outputs, budget) {
	const { jwks_url, base_url } = outputs;
	const url = jwks_url instanceof _step_js__WEBPACK_IMPORTED_MODULE_0__["in"] ? URL.parse(jwks_url.reveal()) : null;
	if (url === null) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.vn("`wait_until_ready`: Neon named no `jwks_url` to wait for.", false);
	if (!(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Q)(url.origin)) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.vn(`\`wait_until_ready\`: the \`jwks_url\` that Neon named begins with \`${url.protocol}\`, so it was not read: keys must come by \`https:\`.`, false);
	const dispatcher = await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.I)(url);
	const call = {
		method: "GET",
		path: url.pathname + url.search
	};
	const sending = {
		host: new URL(url.origin),
		headers: {
			accept: "application/json",
			"accept-encoding": "identity"
		}
	};
	try {
		for (let reads = 1;; reads++) {
			const signal = AbortSignal.any([budget.signal, AbortSignal.timeout(LONGEST)]);
			const answer = await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.L)(dispatcher, call, {
				...sending,
				signal
			});
			const keys = keysOf(answer);
			if (keys.length > 0) return {
				jwks_key_ids: keys.map(({ kid }) => kid).filter((kid) => kid !== void 0),
				issuer: typeof base_url === "string" ? URL.parse(base_url)?.origin : void 0
			};
			const ended = budget.ended(EVERY);
			if (ended) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.vn(`\`wait_until_ready\`: after ${reads} ${reads === 1 ? "read" : "reads"} the auth service served no key yet that can verify tokens, and ${ended}. The integration itself is there: run the step again to go on waiting. The last answer: ${described(answer)}.`, false);
			if (reads === 1) (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.nn)("Waiting until the auth service serves its keys.");
			await budget.wait(EVERY);
		}
	} finally {
		await dispatcher.destroy();
	}
}
function keysOf(answer) {
	return ((answer.kind === "answer" && answer.status === 200 ? (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.zt)(keySet(), answer.json) : void 0)?.data?.keys.map((key) => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.zt)(verifying(), key).data) ?? []).filter((key) => key !== void 0).filter(isComplete);
}
function isComplete(key) {
	try {
		const { asymmetricKeyType, asymmetricKeyDetails } = (0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.createPublicKey)({
			key,
			format: "jwk"
		});
		if (asymmetricKeyType === "rsa") return (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
		return asymmetricKeyType === "ec" || asymmetricKeyType?.startsWith("ed") === true;
	} catch {
		return false;
	}
}
function described(answer) {
	if (answer.kind !== "answer") return answer.cause;
	if (answer.status !== 200) return `status ${answer.status}`;
	return answer.json === void 0 ? "status 200 without JSON" : "status 200 without such a key";
}



/***/ })

};
;