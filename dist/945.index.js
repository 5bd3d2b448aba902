export const id = 945;
export const ids = [945];
export const modules = {

/***/ 1945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   waitUntilReady: () => (/* binding */ waitUntilReady)
/* harmony export */ });
/* harmony import */ var _rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5831);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8468);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5812);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2787);
/* harmony import */ var _schemas_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1602);
/* harmony import */ var _api_host_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9725);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7598);







// src/engine/ready.ts
/** Milliseconds between two reads of the keys. */
const EVERY = 1e3;
/** Milliseconds after which a read is given up: the next one may be answered. */
const LONGEST = 5e3;
const keySet = () => (0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.f)({ keys: (0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.r)((0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.c)({})) });
/** What the names in a key say of its use, RFC 7517, section 4: not for encryption, not symmetric, not private. */
const verifying = () => (0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.c)({
	kid: (0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.p)((0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.g)()),
	kty: (0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.n)([
		"EC",
		"OKP",
		"RSA"
	]),
	use: (0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.p)((0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.s)("sig")),
	key_ops: (0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.p)((0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.r)((0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.g)()).check((0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.h)((uses) => uses.includes("verify")))),
	alg: (0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.p)((0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.g)().check((0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.x)(/^(?!RSA|ECDH)/)))
}).check((0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.h)((key) => key.d === void 0));
/** Waits until the auth service of an integration serves a key that its tokens can be verified with. */
async function waitUntilReady(outputs, budget) {
	const { jwks_url, base_url } = outputs;
	const url = jwks_url instanceof _secret_js__WEBPACK_IMPORTED_MODULE_1__.t ? URL.parse(jwks_url.reveal()) : null;
	if (url === null) throw new _secret_js__WEBPACK_IMPORTED_MODULE_1__.m("`wait_until_ready`: Neon named no `jwks_url` to wait for.", false);
	if (!(0,_api_host_js__WEBPACK_IMPORTED_MODULE_6__.t)(url.origin)) throw new _secret_js__WEBPACK_IMPORTED_MODULE_1__.m(`\`wait_until_ready\`: the \`jwks_url\` that Neon named begins with \`${url.protocol}\`, so it was not read: keys must come by \`https:\`.`, false);
	const dispatcher = await (0,_transport_js__WEBPACK_IMPORTED_MODULE_3__.t)(url);
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
			const answer = await (0,_transport_js__WEBPACK_IMPORTED_MODULE_3__.n)(dispatcher, call, {
				...sending,
				signal
			});
			const keys = keysOf(answer);
			if (keys.length > 0) return {
				jwks_key_ids: keys.map(({ kid }) => kid).filter((kid) => kid !== void 0),
				issuer: typeof base_url === "string" ? URL.parse(base_url)?.origin : void 0
			};
			const ended = budget.ended(EVERY);
			if (ended) throw new _secret_js__WEBPACK_IMPORTED_MODULE_1__.m(`\`wait_until_ready\`: after ${reads} ${reads === 1 ? "read" : "reads"} the auth service served no key yet that can verify tokens, and ${ended}. The integration itself is there: run the step again to go on waiting. The last answer: ${described(answer)}.`, false);
			if (reads === 1) (0,_log_js__WEBPACK_IMPORTED_MODULE_2__.r)("Waiting until the auth service serves its keys.");
			await budget.wait(EVERY);
		}
	} finally {
		await dispatcher.destroy();
	}
}
/** The keys in an answer that tokens can be verified with. Others are passed over, as RFC 7517, section 5 asks. */
function keysOf(answer) {
	return ((answer.kind === "answer" && answer.status === 200 ? (0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.S)(keySet(), answer.json) : void 0)?.data?.keys.map((key) => (0,_schemas_js__WEBPACK_IMPORTED_MODULE_4__.S)(verifying(), key).data) ?? []).filter((key) => key !== void 0).filter(isComplete);
}
/** Whether Node takes a key for one that verifies. RSA keys have 2048 bits or more, RFC 7518, section 3.3. */
function isComplete(key) {
	try {
		const { asymmetricKeyType, asymmetricKeyDetails } = (0,node_crypto__WEBPACK_IMPORTED_MODULE_5__.createPublicKey)({
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
