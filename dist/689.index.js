"use strict";
exports.id = 689;
exports.ids = [689];
exports.modules = {

/***/ 9689:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _P: () => (/* binding */ signUpIsOff),
/* harmony export */   checkSignIn: () => (/* binding */ checkSignIn),
/* harmony export */   findPlace: () => (/* binding */ findPlace),
/* harmony export */   n: () => (/* binding */ AuthError),
/* harmony export */   t: () => (/* binding */ openAuthService),
/* harmony export */   tk: () => (/* binding */ isSignUpOpen),
/* harmony export */   yw: () => (/* binding */ ensureUser)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var node_querystring__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1792);


// src/auth/refusals.ts
var AuthError = class extends Error {
	name = "AuthError";
	code;
	lost;
	constructor(message, { code = "", lost = false } = {}) {
		super(message);
		this.code = code;
		this.lost = lost;
	}
};
const said = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({
	code: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Ct)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.It)(), ""),
	message: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Ct)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.It)(), "")
});
function explain({ status, json }, request, late = "") {
	const { code, message } = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.zt)(said, json).data ?? {
		code: "",
		message: ""
	};
	const words = message && `: ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.mn)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.un)(message), 300).replace(/\.$/, "")}`;
	return new AuthError(`${reasonOf$1(status, code, request)}${late} [${request.method} ${request.path}, status ${status}${code && `, ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.mn)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.un)(code), 100)}`}${words}]`, {
		code,
		lost: status >= 500
	});
}
const isHere = (origin) => /^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(origin);
function reasonOf$1(status, code, { path, origin, base }) {
	const isSignUp = path.startsWith("/sign-up");
	switch (code) {
		case "INVALID_ORIGIN": return `The auth service does not trust the origin \`${origin}\`: ${isHere(origin) ? "`update-allow-localhost` with `allow_localhost: true` lets every port of this machine in." : `add it with \`add-domain\` and \`domain: ${origin}\`, or list it under \`domains\` of the configuration file.`}`;
		case "MISSING_OR_NULL_ORIGIN": return "The auth service was given no origin: something between this runner and it drops the header. Check the proxy.";
		case "INVALID_EMAIL_OR_PASSWORD": return "No user has this email and this password. Check both; a user that was made without a password cannot sign in by one.";
		case "EMAIL_NOT_VERIFIED": return "The email address of the user is not verified yet, and the branch requires that: open the mail, or set `require_email_verification: false` with `update-email-and-password`.";
		case "USER_ALREADY_EXISTS":
		case "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL": return "The user is there already, with another password or none: give that password, or delete the user with `delete-user` first.";
		case "PASSWORD_TOO_SHORT":
		case "PASSWORD_TOO_LONG": return "The auth service takes passwords of another length: 8 to 128 characters are usual.";
	}
	if (/DISABLED|NOT_ENABLED/.test(code)) return isSignUp ? "Nobody can sign up by email and password on this branch: check `disable_sign_up` and `email_and_password_enabled` of `update-email-and-password`." : "Sign-in by email and password is off on this branch: `update-email-and-password` with `email_and_password_enabled: true` switches it on.";
	if (status === 404) return `There is no auth service at ${base}. Right after Neon Auth was enabled it can take a while: \`wait_until_ready: true\` waits for it.`;
	if (status === 429) return "The auth service was asked too often: run the step later.";
	if (status >= 500) return "The auth service failed: run the step again, and see neonstatus.com.";
	return `The auth service refused the ${isSignUp ? "sign-up" : path.startsWith("/sign-in") ? "sign-in" : "request"}.`;
}
// src/auth/service.ts
const ANSWER_MS = 3e4;
const SIGN_OUT_MS = 5e3;
const LARGEST = 1e6;
const TOO_OFTEN = 429;
const starting = [
	502,
	503,
	504
];
const SHORTEST = 8;
const userShape = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({
	token: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.jt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.It)()),
	user: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({
		id: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.It)(),
		role: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Ct)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Pt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.It)()), void 0)
	})
});
const tokenShape = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({ token: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.It)() });
async function openAuthService(base, origin, { budget, settings: { retries } }) {
	const url = URL.parse(base);
	if (url === null || !(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Q)(url.origin)) throw new AuthError("The `base_url` that Neon named is no https address, so no password was sent to it.");
	const dispatcher = await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.I)(url);
	const prefix = url.pathname.replace(/\/+$/, "");
	const once = async (sending, end = budget.signal) => {
		const { method, path, body, cookie } = sending;
		const request = {
			origin: url.origin,
			method,
			path: prefix + path,
			headers: {
				accept: "application/json",
				"accept-encoding": "identity",
				origin,
				...cookie && { cookie },
				...body && { "content-type": "application/json" }
			},
			body: body ? JSON.stringify(body) : null,
			headersTimeout: 0,
			bodyTimeout: 0
		};
		const signal = AbortSignal.any([end, AbortSignal.timeout(ANSWER_MS)]);
		const { status, headers, text } = await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.R)(dispatcher, request, signal, LARGEST).catch((error) => {
			const cause = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.tt)(error);
			if ((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.rt)(cause)) throw new AuthError(`The certificate of the auth service is not trusted (${cause}), so nothing was sent. Check the proxy; for a certificate authority of your own, set \`NODE_EXTRA_CA_CERTS\` for the job. [${method} ${path}]`);
			throw new AuthError(`The auth service gave no complete answer (${budget.ended() ?? cause}): run the step again, and see neonstatus.com. [${method} ${path}]`, { lost: true });
		});
		const cookies = [headers["set-cookie"] ?? []].flat().map((one) => one.split(";")[0] ?? "");
		for (const one of cookies) maskCookie(one.slice(one.indexOf("=") + 1));
		return {
			status,
			json: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.et)(text ?? ""),
			cookies,
			asked: pauseAskedBy(headers)
		};
	};
	let told = false;
	const judge = ({ makes }, answer) => {
		const { status, asked } = answer;
		const mayRepeat = status === TOO_OFTEN || !makes && starting.includes(status);
		const quiet = told;
		told ||= mayRepeat;
		return {
			ending: `status ${status}`,
			answer: status < 300 ? answer : void 0,
			mayRepeat,
			counts: false,
			asked,
			quiet
		};
	};
	const send = (sending) => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.it)({
		what: `The auth service, ${sending.method} ${sending.path}`,
		tryOnce: () => once(sending),
		judge: (answer) => judge(sending, answer),
		failure: (answer, late) => explain(answer, {
			...sending,
			origin,
			base
		}, late),
		retries,
		budget
	});
	const sessionIn = ({ json, cookies }) => {
		const { data } = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.zt)(userShape(), json);
		if (data?.token) (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.cn)(data.token);
		const roles = data?.user.role?.split(",");
		return {
			userId: data?.user.id,
			roles,
			...cookies.length > 0 && { cookie: cookies.join("; ") }
		};
	};
	return {
		signIn: async (email, password) => {
			const body = {
				email,
				password: password.reveal()
			};
			const { cookie, ...user } = sessionIn(await send({
				method: "POST",
				path: "/sign-in/email",
				body
			}));
			if (!cookie) throw new AuthError("The auth service took the password, but opened no session.");
			return {
				userId: void 0,
				roles: void 0,
				...user,
				cookie
			};
		},
		signUp: async (email, password, name) => {
			const body = {
				email,
				password: password.reveal(),
				name
			};
			return sessionIn(await send({
				method: "POST",
				path: "/sign-up/email",
				body,
				makes: true
			}));
		},
		signOut: async ({ cookie }) => {
			const sending = {
				method: "POST",
				path: "/sign-out",
				body: {},
				cookie
			};
			const answer = await once(sending, AbortSignal.timeout(SIGN_OUT_MS));
			if (answer.status >= 300) throw explain(answer, {
				...sending,
				origin,
				base
			});
		},
		token: async ({ cookie }) => {
			const { json } = await send({
				method: "GET",
				path: "/token",
				cookie
			});
			const { success, data } = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.zt)(tokenShape(), json);
			if (!success) throw new AuthError("The auth service gave no token for the session.");
			(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.cn)(data.token);
			return data.token;
		},
		keys: async (address) => {
			const at = URL.parse(address);
			if (at?.origin !== url.origin || !at.pathname.startsWith(`${prefix}/`)) throw new AuthError("The `jwks_url` that Neon named is not of the auth service, so nothing was read from it.");
			return (await send({
				method: "GET",
				path: at.pathname.slice(prefix.length)
			})).json;
		},
		[Symbol.asyncDispose]: () => dispatcher.destroy()
	};
}
function maskCookie(value) {
	if (value.length < SHORTEST) return;
	(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.cn)(value);
	(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.cn)((0,node_querystring__WEBPACK_IMPORTED_MODULE_1__.unescape)(value));
}
function pauseAskedBy(headers) {
	const now = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ot)(headers.date) ?? Date.now();
	const asked = [headers["retry-after"], headers["x-retry-after"]].map((header) => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.st)([header].flat()[0], now)).filter((pause) => pause !== void 0);
	return asked.length > 0 ? Math.max(...asked) : void 0;
}
// node_modules/jose/dist/webapi/lib/buffer_utils.js
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: !0 });
function concat(...buffers) {
	const size = buffers.reduce((acc, { length }) => acc + length, 0), buf = new Uint8Array(size);
	let i = 0;
	for (const buffer of buffers) buf.set(buffer, i), i += buffer.length;
	return buf;
}
const NON_ASCII = /[^\x00-\x7f]/;
function encode(string) {
	if (typeof string == "string" && string.length >= 128) {
		if (NON_ASCII.test(string)) throw new TypeError("non-ASCII string encountered in encode()");
		return encoder.encode(string);
	}
	const bytes = new Uint8Array(string.length);
	for (let i = 0; i < string.length; i++) {
		const code = string.charCodeAt(i);
		if (code > 127) throw new TypeError("non-ASCII string encountered in encode()");
		bytes[i] = code;
	}
	return bytes;
}
function decodeBase64(encoded, url = !1) {
	if (Uint8Array.fromBase64) return Uint8Array.fromBase64(encoded, { alphabet: url ? "base64url" : "base64" });
	if (url) {
		if (encoded.includes("+") || encoded.includes("/")) throw new TypeError("Invalid base64url");
		encoded = encoded.replace(/-/g, "+").replace(/_/g, "/");
	}
	const binary = atob(encoded), bytes = new Uint8Array(binary.length);
	for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
	return bytes;
}
// node_modules/jose/dist/webapi/util/errors.js
var JOSEError = class extends Error {
	static code = "ERR_JOSE_GENERIC";
	code = "ERR_JOSE_GENERIC";
	constructor(message, options) {
		super(message, options), this.name = this.constructor.name, Error.captureStackTrace?.(this, this.constructor);
	}
};
var JWTClaimValidationFailed = class extends JOSEError {
	static code = "ERR_JWT_CLAIM_VALIDATION_FAILED";
	code = "ERR_JWT_CLAIM_VALIDATION_FAILED";
	claim;
	reason;
	payload;
	constructor(message, payload, claim = "unspecified", reason = "unspecified") {
		super(message, { cause: {
			claim,
			reason,
			payload
		} }), this.claim = claim, this.reason = reason, this.payload = payload;
	}
};
var JWTExpired = class extends JOSEError {
	static code = "ERR_JWT_EXPIRED";
	code = "ERR_JWT_EXPIRED";
	claim;
	reason;
	payload;
	constructor(message, payload, claim = "unspecified", reason = "unspecified") {
		super(message, { cause: {
			claim,
			reason,
			payload
		} }), this.claim = claim, this.reason = reason, this.payload = payload;
	}
};
var JOSEAlgNotAllowed = class extends JOSEError {
	static code = "ERR_JOSE_ALG_NOT_ALLOWED";
	code = "ERR_JOSE_ALG_NOT_ALLOWED";
};
var JOSENotSupported = class extends JOSEError {
	static code = "ERR_JOSE_NOT_SUPPORTED";
	code = "ERR_JOSE_NOT_SUPPORTED";
};
var JWSInvalid = class extends JOSEError {
	static code = "ERR_JWS_INVALID";
	code = "ERR_JWS_INVALID";
};
var JWTInvalid = class extends JOSEError {
	static code = "ERR_JWT_INVALID";
	code = "ERR_JWT_INVALID";
};
var JWKSInvalid = class extends JOSEError {
	static code = "ERR_JWKS_INVALID";
	code = "ERR_JWKS_INVALID";
};
var JWKSNoMatchingKey = class extends JOSEError {
	static code = "ERR_JWKS_NO_MATCHING_KEY";
	code = "ERR_JWKS_NO_MATCHING_KEY";
	constructor(message = "no applicable key found in the JSON Web Key Set", options) {
		super(message, options);
	}
};
var JWKSMultipleMatchingKeys = class extends JOSEError {
	[Symbol.asyncIterator] = async function* () {};
	static code = "ERR_JWKS_MULTIPLE_MATCHING_KEYS";
	code = "ERR_JWKS_MULTIPLE_MATCHING_KEYS";
	constructor(message = "multiple matching keys found in the JSON Web Key Set", options) {
		super(message, options);
	}
};
var JWSSignatureVerificationFailed = class extends JOSEError {
	static code = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED";
	code = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED";
	constructor(message = "signature verification failed", options) {
		super(message, options);
	}
};
// node_modules/jose/dist/webapi/util/base64url.js
const invalid = "The input to be decoded is not correctly encoded.";
function decode(input) {
	try {
		return decodeBase64(typeof input == "string" ? input : decoder.decode(input), !0);
	} catch (cause) {
		throw new TypeError(invalid, { cause });
	}
}
// node_modules/jose/dist/webapi/lib/validate.js
function isObject(input) {
	if (typeof input != "object" || input === null || Object.prototype.toString.call(input) !== "[object Object]") return !1;
	const prototype = Object.getPrototypeOf(input);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
function isJwkSet(input) {
	return isObject(input) && Array.isArray(input.keys) && Array.from(input.keys).every(isObject);
}
function isDisjoint(...headers) {
	const parameters = new Set();
	for (const header of headers) if (header) for (const parameter of Object.keys(header)) {
		if (parameters.has(parameter)) return !1;
		parameters.add(parameter);
	}
	return !0;
}
function decodeBase64url(value, label, ErrorClass) {
	try {
		return decode(value);
	} catch (cause) {
		throw new ErrorClass(`Failed to base64url decode the ${label}`, { cause });
	}
}
function encodeAsciiMember(value, label, ErrorClass) {
	try {
		return encode(value);
	} catch (cause) {
		throw new ErrorClass(`The ${label} is not a valid base64url string`, { cause });
	}
}
function parseJoseHeader(encodedProtectedHeader, ErrorClass, message) {
	let parsed;
	try {
		parsed = JSON.parse(strictDecoder.decode(decode(encodedProtectedHeader)));
	} catch (cause) {
		throw new ErrorClass(message, { cause });
	}
	if (!isObject(parsed)) throw new ErrorClass(message);
	return parsed;
}
const JWS_RECOGNIZED = {
	__proto__: null,
	b64: !0
};
function validateAlgorithms(option, algorithms) {
	if (algorithms !== void 0 && (!Array.isArray(algorithms) || algorithms.some((s) => typeof s != "string"))) throw new TypeError(`"${option}" option must be an array of strings`);
	return algorithms === void 0 ? void 0 : new Set(algorithms);
}
function validateCrit(Err, recognizedDefault, recognizedOption, protectedHeader, joseHeader) {
	if (joseHeader.crit !== void 0 && protectedHeader?.crit === void 0) throw new Err("\"crit\" (Critical) Header Parameter MUST be integrity protected");
	if (!protectedHeader || protectedHeader.crit === void 0) return [];
	if (!Array.isArray(protectedHeader.crit) || protectedHeader.crit.length === 0 || protectedHeader.crit.some((input) => typeof input != "string" || input.length === 0)) throw new Err("\"crit\" (Critical) Header Parameter MUST be an array of non-empty strings when present");
	const recognized = recognizedOption === void 0 ? recognizedDefault : {
		__proto__: null,
		...recognizedOption,
		...recognizedDefault
	};
	for (const parameter of protectedHeader.crit) {
		if (!(parameter in recognized)) throw new JOSENotSupported(`Extension Header Parameter "${parameter}" is not recognized`);
		if (!Object.hasOwn(joseHeader, parameter) || joseHeader[parameter] === void 0) throw new Err(`Extension Header Parameter "${parameter}" is missing`);
		if (recognized[parameter] && (!Object.hasOwn(protectedHeader, parameter) || protectedHeader[parameter] === void 0)) throw new Err(`Extension Header Parameter "${parameter}" MUST be integrity protected`);
	}
	return protectedHeader.crit;
}
function validateB64(protectedHeader, extensions) {
	if (extensions.includes("b64")) {
		const b64 = protectedHeader.b64;
		if (typeof b64 != "boolean") throw new JWSInvalid("The \"b64\" (base64url-encode payload) Header Parameter must be a boolean");
		return b64;
	}
	return !0;
}
// node_modules/jose/dist/webapi/lib/key.js
const tag = (key) => key[Symbol.toStringTag];
const jwkMatchesOp = (entry, key, usage) => {
	const { alg } = entry;
	if (key.use !== void 0) {
		const expected = usage === "sign" || usage === "verify" ? "sig" : "enc";
		if (key.use !== expected) throw new TypeError(`Invalid key for this operation, its "use" must be "${expected}" when present`);
	}
	if (key.kty === "AKP" && key.alg === void 0) throw new TypeError("missing \"alg\" (Algorithm) Parameter value");
	if (key.alg !== void 0 && key.alg !== alg) throw new TypeError(`Invalid key for this operation, its "alg" must be "${alg}" when present`);
	if (Array.isArray(key.key_ops)) {
		const expectedKeyOp = usage === "encrypt" || usage === "decrypt" ? entry.ops?.[usage === "encrypt" ? 0 : 1] : usage;
		if (expectedKeyOp && !key.key_ops.includes(expectedKeyOp)) throw new TypeError(`Invalid key for this operation, its "key_ops" must include "${expectedKeyOp}" when present`);
	}
};
async function prepareKey(entry, key, usage) {
	const { alg, secret } = entry, requiresPrivateKey = usage === "decrypt" || usage === "sign";
	if (secret && key instanceof Uint8Array) return key;
	let normalized, keyObject;
	if (isObject(key)) {
		if (normalized = normalizeJwk(key), typeof normalized.kty != "string") throw invalidKeyType(alg, key, secret);
		if (!(secret ? normalized.kty === "oct" && typeof normalized.k == "string" : normalized.kty !== "oct" && (requiresPrivateKey ? normalized.kty === "AKP" && typeof normalized.priv == "string" || typeof normalized.d == "string" : normalized.d === void 0 && normalized.priv === void 0))) throw new TypeError(secret ? "JSON Web Key for symmetric algorithms must have JWK \"kty\" (Key Type) equal to \"oct\" and the JWK \"k\" (Key Value) present" : `JSON Web Key for this operation must be a ${requiresPrivateKey ? "private" : "public"} JWK`);
		if (jwkMatchesOp(entry, normalized, usage), normalized.kty === "oct") return decode(normalized.k);
		if (!Object.isFrozen(key)) {
			const { key_ops } = key;
			Array.isArray(key_ops) && Object.freeze(key_ops), Object.freeze(key);
		}
	} else {
		if (!isKeyLike(key)) throw invalidKeyType(alg, key, secret);
		const expectedType = secret ? "secret" : requiresPrivateKey ? "private" : "public";
		if (key.type !== expectedType && (secret || [
			"secret",
			"public",
			"private"
		].includes(key.type))) throw new TypeError(`${tag(key)} instances must be of type "${expectedType}" for the ${alg} algorithm`);
		if (isCryptoKey(key)) return key;
		if (keyObject = key, keyObject.type === "secret") return keyObject.export();
	}
	cache ||= new WeakMap();
	const cacheKey = key;
	let cached = cache.get(cacheKey);
	if (cached?.[alg]) return cached[alg];
	if (cached || cache.set(cacheKey, cached = {}), keyObject && typeof keyObject.toCryptoKey == "function") {
		const isPublic = keyObject.type === "public", crv = nist[keyObject.asymmetricKeyDetails?.namedCurve], params = entry.resolve?.({
			crv,
			asymmetricKeyType: keyObject.asymmetricKeyType
		}) ?? entry.subtle;
		return cached[alg] = keyObject.toCryptoKey(params, isPublic, entry.usages[isPublic ? 0 : 1]);
	}
	return normalized ??= keyObject.export({ format: "jwk" }), normalized.alg = alg, cached[alg] = await jwkToKey(entry, normalized);
}
let cache;
const nist = {
	__proto__: null,
	prime256v1: "P-256",
	secp384r1: "P-384",
	secp521r1: "P-521"
};
const isCryptoKey = (key) => {
	if (key?.[Symbol.toStringTag] === "CryptoKey") return !0;
	try {
		return key instanceof CryptoKey;
	} catch {
		return !1;
	}
};
const isKeyObject = (key) => key?.[Symbol.toStringTag] === "KeyObject";
const isKeyLike = (key) => isCryptoKey(key) || isKeyObject(key);
function message(msg, actual, ...types) {
	if (types.length > 2) {
		const last = types.pop();
		msg += `one of type ${types.join(", ")}, or ${last}.`;
	} else types.length === 2 ? msg += `one of type ${types[0]} or ${types[1]}.` : msg += `of type ${types[0]}.`;
	return actual == null ? msg += ` Received ${actual}` : typeof actual == "function" && actual.name ? msg += ` Received function ${actual.name}` : typeof actual == "object" && actual != null && actual.constructor?.name && (msg += ` Received an instance of ${actual.constructor.name}`), msg;
}
function invalidKeyType(alg, actual, secret) {
	const types = [
		"CryptoKey",
		"KeyObject",
		"JSON Web Key"
	];
	return secret && types.push("Uint8Array"), new TypeError(message(`Key for the ${alg} algorithm must be `, actual, ...types));
}
const unusable = (name, prop = "algorithm.name") => new TypeError(`CryptoKey does not support this operation, its ${prop} must be ${name}`);
function checkUsage(key, usage) {
	if (usage && !key.usages.includes(usage)) throw new TypeError(`CryptoKey does not support this operation, its usages must include ${usage}.`);
}
function checkModulusLength(alg, key) {
	const { modulusLength } = key.algorithm;
	if (typeof modulusLength != "number" || modulusLength < 2048) throw new TypeError(`${alg} requires key modulusLength to be 2048 bits or larger`);
}
function checkCryptoKey(key, expected, usage) {
	const algorithm = key.algorithm;
	if (algorithm.name !== expected.name) throw unusable(expected.name);
	if (expected.hash && algorithm.hash?.name !== expected.hash) throw unusable(expected.hash, "algorithm.hash");
	if (expected.namedCurve && algorithm.namedCurve !== expected.namedCurve) throw unusable(expected.namedCurve, "algorithm.namedCurve");
	if (expected.length !== void 0 && algorithm.length !== expected.length) throw unusable(expected.length, "algorithm.length");
	checkUsage(key, usage);
}
function snapshotJwk(jwk) {
	return {
		__proto__: null,
		...jwk
	};
}
function normalizeJwk(jwk) {
	const normalized = snapshotJwk(jwk);
	if (normalized.ext !== void 0 && typeof normalized.ext != "boolean") throw new TypeError("\"ext\" (Extractable) Parameter must be a boolean");
	if (normalized.key_ops !== void 0) {
		const value = normalized.key_ops, keyOps = Array.isArray(value) ? [...value] : void 0;
		if (!keyOps || keyOps.some((operation) => typeof operation != "string") || new Set(keyOps).size !== keyOps.length) throw new TypeError("\"key_ops\" (Key Operations) Parameter must be an array of unique strings");
		normalized.key_ops = keyOps;
	}
	return normalized;
}
async function jwkToKey(entry, jwk, extractable) {
	if (!entry.kty.includes(jwk.kty)) throw new JOSENotSupported("Invalid or unsupported JWK \"alg\" (Algorithm) Parameter value");
	const algorithm = entry.resolve?.({
		kty: jwk.kty,
		crv: jwk.crv
	}) ?? entry.subtle, isPrivate = !!(jwk.d || jwk.priv), keyData = {
		...jwk,
		ext: extractable ?? jwk.ext
	};
	return keyData.kty !== "AKP" && delete keyData.alg, delete keyData.use, crypto.subtle.importKey("jwk", keyData, algorithm, keyData.ext ?? !isPrivate, jwk.key_ops ?? entry.usages[isPrivate ? 1 : 0]);
}
async function rawKey(key, expected, usage, extractable = !1) {
	return key instanceof Uint8Array && (key = await crypto.subtle.importKey("raw", key, expected, extractable, [usage])), checkCryptoKey(key, expected, usage), key;
}
// node_modules/jose/dist/webapi/lib/key_descriptor.js
function table(entries) {
	const out = { __proto__: null };
	for (const alg in entries) out[alg] = {
		...entries[alg],
		alg
	};
	return out;
}
// node_modules/jose/dist/webapi/lib/jwe_algorithms.js
const wrap = [["encrypt", "wrapKey"], ["decrypt", "unwrapKey"]];
const derive = [[], ["deriveBits"]];
const none = [[], []];
function rsaes(bits) {
	return {
		kty: ["RSA"],
		mode: "key-encryption",
		subtle: {
			name: "RSA-OAEP",
			hash: `SHA-${bits}`
		},
		usages: wrap,
		ops: ["wrapKey", "unwrapKey"]
	};
}
function ecdh(mode) {
	return {
		kty: ["EC", "OKP"],
		mode,
		subtle: { name: "ECDH" },
		resolve: ({ kty, crv, asymmetricKeyType }) => {
			if (crv === "X25519" || asymmetricKeyType === "x25519") return { name: "X25519" };
			if (kty === "OKP") throw new JOSENotSupported("Invalid or unsupported JWK \"alg\" (Algorithm) Parameter value");
			return {
				name: "ECDH",
				namedCurve: crv
			};
		},
		usages: derive,
		ops: [void 0, "deriveBits"]
	};
}
function aeskw(bits, gcm = !1) {
	return {
		kty: ["oct"],
		mode: "key-wrapping",
		secret: !0,
		subtle: {
			name: gcm ? "AES-GCM" : "AES-KW",
			length: bits
		},
		usages: none,
		ops: gcm ? ["encrypt", "decrypt"] : ["wrapKey", "unwrapKey"]
	};
}
function pbes2() {
	return {
		kty: ["oct"],
		mode: "key-wrapping",
		secret: !0,
		subtle: { name: "PBKDF2" },
		usages: none,
		ops: ["deriveBits", "deriveBits"]
	};
}
table({
	dir: {
		kty: ["oct"],
		mode: "direct-encryption",
		secret: !0,
		subtle: { name: "AES-GCM" },
		usages: none,
		ops: ["encrypt", "decrypt"]
	},
	"RSA-OAEP": rsaes(1),
	"RSA-OAEP-256": rsaes(256),
	"RSA-OAEP-384": rsaes(384),
	"RSA-OAEP-512": rsaes(512),
	"ECDH-ES": ecdh("direct-key-agreement"),
	"ECDH-ES+A128KW": ecdh("key-agreement-with-key-wrapping"),
	"ECDH-ES+A192KW": ecdh("key-agreement-with-key-wrapping"),
	"ECDH-ES+A256KW": ecdh("key-agreement-with-key-wrapping"),
	A128KW: aeskw(128),
	A192KW: aeskw(192),
	A256KW: aeskw(256),
	A128GCMKW: aeskw(128, !0),
	A192GCMKW: aeskw(192, !0),
	A256GCMKW: aeskw(256, !0),
	"PBES2-HS256+A128KW": pbes2(),
	"PBES2-HS384+A192KW": pbes2(),
	"PBES2-HS512+A256KW": pbes2()
});
const contentOps = ["encrypt", "decrypt"];
function contentEncryption(bits, cbc = !1) {
	return {
		kty: ["oct"],
		secret: !0,
		subtle: {
			name: cbc ? "AES-CBC" : "AES-GCM",
			length: bits
		},
		usages: none,
		ops: contentOps,
		cekBits: bits,
		ivBits: cbc ? 128 : 96,
		cbc
	};
}
table({
	A128GCM: contentEncryption(128),
	A192GCM: contentEncryption(192),
	A256GCM: contentEncryption(256),
	"A128CBC-HS256": contentEncryption(256, !0),
	"A192CBC-HS384": contentEncryption(384, !0),
	"A256CBC-HS512": contentEncryption(512, !0)
});
// node_modules/jose/dist/webapi/lib/jws_algorithms.js
const sig = [["verify"], ["sign"]];
function hmac(bits) {
	const subtle = {
		name: "HMAC",
		hash: `SHA-${bits}`
	};
	return {
		kty: ["oct"],
		secret: !0,
		subtle,
		signing: subtle,
		usages: sig
	};
}
function rsa(bits, saltLength) {
	const subtle = {
		name: saltLength ? "RSA-PSS" : "RSASSA-PKCS1-v1_5",
		hash: `SHA-${bits}`
	};
	return {
		kty: ["RSA"],
		subtle,
		signing: saltLength ? {
			...subtle,
			saltLength
		} : subtle,
		usages: sig,
		minRsaBits: 2048
	};
}
function ecdsa(crv, bits) {
	return {
		kty: ["EC"],
		crv,
		subtle: {
			name: "ECDSA",
			namedCurve: crv
		},
		signing: {
			name: "ECDSA",
			hash: `SHA-${bits}`
		},
		usages: sig
	};
}
function eddsa() {
	const subtle = { name: "Ed25519" };
	return {
		kty: ["OKP"],
		crv: "Ed25519",
		subtle,
		signing: subtle,
		usages: sig
	};
}
function mldsa(parameterSet) {
	const subtle = { name: `ML-DSA-${parameterSet}` };
	return {
		kty: ["AKP"],
		subtle,
		signing: subtle,
		usages: sig
	};
}
const JWS = table({
	HS256: hmac(256),
	HS384: hmac(384),
	HS512: hmac(512),
	RS256: rsa(256),
	RS384: rsa(384),
	RS512: rsa(512),
	PS256: rsa(256, 32),
	PS384: rsa(384, 48),
	PS512: rsa(512, 64),
	ES256: ecdsa("P-256", 256),
	ES384: ecdsa("P-384", 384),
	ES512: ecdsa("P-521", 512),
	EdDSA: eddsa(),
	Ed25519: eddsa(),
	"ML-DSA-44": mldsa(44),
	"ML-DSA-65": mldsa(65),
	"ML-DSA-87": mldsa(87)
});
function jwsAlgorithm(alg) {
	const entry = typeof alg == "string" ? JWS[alg] : void 0;
	if (!entry) throw new JOSENotSupported(`alg ${alg} is not supported either by JOSE or your javascript runtime`);
	return entry;
}
// node_modules/jose/dist/webapi/lib/jws_verify.js
function prepareVerify(options) {
	return [options && validateAlgorithms("algorithms", options.algorithms), options?.crit];
}
function parseProtectedHeader(encodedProtectedHeader) {
	return encodedProtectedHeader === void 0 ? {} : parseJoseHeader(encodedProtectedHeader, JWSInvalid, "JWS Protected Header is invalid");
}
function encodeCompactUnencodedPayload(payload) {
	try {
		return encode(payload);
	} catch (cause) {
		throw new JWSInvalid("JWS Compact Serialization payload must use only ASCII characters", { cause });
	}
}
async function verifySignature(jws, shared, key, encodeUnencodedPayload, parsedProtected) {
	const { protected: encodedProtectedHeader, header, payload: inputPayload } = jws, protectedHeader = parsedProtected ?? parseProtectedHeader(encodedProtectedHeader);
	if (!isDisjoint(protectedHeader, header)) throw new JWSInvalid("JWS Protected and JWS Unprotected Header Parameter names must be disjoint");
	const joseHeader = {
		...protectedHeader,
		...header
	}, b64 = validateB64(protectedHeader, validateCrit(JWSInvalid, JWS_RECOGNIZED, shared[1], protectedHeader, joseHeader)), { alg } = joseHeader;
	if (typeof alg != "string" || !alg) throw new JWSInvalid("JWS \"alg\" (Algorithm) Header Parameter missing or invalid");
	if (shared[0] && !shared[0].has(alg)) throw new JOSEAlgNotAllowed("\"alg\" (Algorithm) Header Parameter value not allowed");
	if (b64) {
		if (typeof inputPayload != "string") throw new JWSInvalid("JWS Payload must be a string");
	} else if (typeof inputPayload != "string" && !(inputPayload instanceof Uint8Array)) throw new JWSInvalid("JWS Payload must be a string or an Uint8Array instance");
	const signingPayload = b64 || typeof inputPayload != "string" ? inputPayload : encodeUnencodedPayload(inputPayload);
	let resolvedKey = !1;
	typeof key == "function" && (key = await key(protectedHeader, jws), resolvedKey = !0);
	const entry = jwsAlgorithm(alg), signingInput = concat(encodedProtectedHeader !== void 0 ? encode(encodedProtectedHeader) : new Uint8Array(), encode("."), typeof signingPayload == "string" ? shared[2] ??= encodeAsciiMember(signingPayload, "payload", JWSInvalid) : signingPayload), signature = decodeBase64url(jws.signature, "signature", JWSInvalid), verificationKey = await prepareKey(entry, key, "verify"), cryptoKey = await rawKey(verificationKey, entry.subtle, "verify");
	entry.minRsaBits && checkModulusLength(entry.alg, cryptoKey);
	let verified = !1;
	try {
		verified = await crypto.subtle.verify(entry.signing, cryptoKey, signature, signingInput);
	} catch (cause) {
		throw new JWSSignatureVerificationFailed(void 0, { cause });
	}
	if (!verified) throw new JWSSignatureVerificationFailed();
	const result = { payload: typeof signingPayload == "string" ? decodeBase64url(signingPayload, "payload", JWSInvalid) : signingPayload };
	return encodedProtectedHeader !== void 0 && (result.protectedHeader = protectedHeader), header !== void 0 && (result.unprotectedHeader = header), resolvedKey ? [{
		...result,
		key: verificationKey
	}, b64] : [result, b64];
}
async function verifyCompact(jws, shared, key) {
	if (jws instanceof Uint8Array && (jws = decoder.decode(jws)), typeof jws != "string") throw new JWSInvalid("Compact JWS must be a string or Uint8Array");
	const { 0: protectedHeader, 1: payload, 2: signature, length } = jws.split(".");
	if (length !== 3) throw new JWSInvalid("Invalid Compact JWS");
	return verifySignature({
		payload,
		protected: protectedHeader,
		signature
	}, shared, key, encodeCompactUnencodedPayload);
}
// node_modules/jose/dist/webapi/lib/jwt_claims_set.js
const epoch = (date) => Math.floor(date.getTime() / 1e3);
const multipliers = {
	s: 1,
	m: 60,
	h: 3600,
	d: 86400,
	w: 604800,
	y: 31557600
};
const REGEX = /^(\+|\-)? ?(\d+|\d+\.\d+) ?(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)(?: (ago|from now))?$/i;
const checkFailed = "check_failed";
function invalidDuration() {
	throw new TypeError("Invalid time period format");
}
function secs(str) {
	typeof str != "string" && invalidDuration();
	const matched = REGEX.exec(str);
	(!matched || matched[4] && matched[1]) && invalidDuration();
	const value = parseFloat(matched[2]), durationSeconds = Math.round(value * multipliers[matched[3][0].toLowerCase()]);
	return Number.isFinite(durationSeconds) || invalidDuration(), matched[1] === "-" || matched[4]?.toLowerCase() === "ago" ? -durationSeconds : durationSeconds;
}
function validateInput(label, input) {
	if (!Number.isFinite(input)) throw new TypeError(`Invalid ${label} input`);
	return input;
}
const normalizeTyp = (value) => {
	const normalized = value.toLowerCase();
	return value.includes("/") ? normalized : `application/${normalized}`;
};
const checkAudiencePresence = (audPayload, audOption) => typeof audPayload == "string" ? audOption.includes(audPayload) : Array.isArray(audPayload) ? audOption.some((aud) => audPayload.includes(aud)) : !1;
function validateNumericDate(claimsSet, claim, required = !1) {
	const value = claimsSet[claim];
	if (!(value === void 0 && !required)) {
		if (typeof value != "number") throw new JWTClaimValidationFailed(`"${claim}" claim must be a number`, claimsSet, claim, "invalid");
		return value;
	}
}
function unexpectedClaim(claimsSet, claim) {
	throw new JWTClaimValidationFailed(`unexpected "${claim}" claim value`, claimsSet, claim, checkFailed);
}
function validateClaimsSet(protectedHeader, claimsSetBytes, options = {}) {
	let claimsSet;
	try {
		claimsSet = JSON.parse(strictDecoder.decode(claimsSetBytes));
	} catch (cause) {
		throw new JWTInvalid("JWT Claims Set must be a top-level JSON object", { cause });
	}
	if (!isObject(claimsSet)) throw new JWTInvalid("JWT Claims Set must be a top-level JSON object");
	const { typ } = options;
	if (typ !== void 0 && (typeof protectedHeader.typ != "string" || normalizeTyp(protectedHeader.typ) !== normalizeTyp(typ))) throw new JWTClaimValidationFailed("unexpected \"typ\" JWT header value", claimsSet, "typ", checkFailed);
	const { requiredClaims = [], issuer, subject, audience, maxTokenAge } = options, presenceCheck = [...requiredClaims];
	maxTokenAge !== void 0 && presenceCheck.push("iat"), audience !== void 0 && presenceCheck.push("aud"), subject !== void 0 && presenceCheck.push("sub"), issuer !== void 0 && presenceCheck.push("iss");
	for (const claim of new Set(presenceCheck.reverse())) if (!Object.hasOwn(claimsSet, claim)) throw new JWTClaimValidationFailed(`missing required "${claim}" claim`, claimsSet, claim, "missing");
	issuer !== void 0 && !(Array.isArray(issuer) ? issuer : [issuer]).includes(claimsSet.iss) && unexpectedClaim(claimsSet, "iss"), subject !== void 0 && claimsSet.sub !== subject && unexpectedClaim(claimsSet, "sub"), audience !== void 0 && !checkAudiencePresence(claimsSet.aud, typeof audience == "string" ? [audience] : audience) && unexpectedClaim(claimsSet, "aud");
	const { clockTolerance } = options;
	let tolerance = 0;
	if (typeof clockTolerance == "string") tolerance = secs(clockTolerance);
	else if (clockTolerance !== void 0) {
		if (typeof clockTolerance != "number") throw new TypeError("Invalid clockTolerance option type");
		tolerance = clockTolerance;
	}
	if (validateInput("clockTolerance option", tolerance), tolerance < 0) throw new TypeError("Invalid clockTolerance option input");
	const { currentDate } = options, now = validateInput("currentDate option", epoch(currentDate === void 0 ? new Date() : currentDate)), iat = validateNumericDate(claimsSet, "iat", maxTokenAge !== void 0), nbf = validateNumericDate(claimsSet, "nbf");
	if (nbf !== void 0 && nbf > now + tolerance) throw new JWTClaimValidationFailed("\"nbf\" claim timestamp check failed", claimsSet, "nbf", checkFailed);
	const exp = validateNumericDate(claimsSet, "exp");
	if (exp !== void 0 && exp <= now - tolerance) throw new JWTExpired("\"exp\" claim timestamp check failed", claimsSet, "exp", checkFailed);
	if (maxTokenAge !== void 0) {
		const age = now - iat, max = validateInput("maxTokenAge option", typeof maxTokenAge == "number" ? maxTokenAge : secs(maxTokenAge));
		if (max < 0) throw new TypeError("Invalid maxTokenAge option input");
		if (age - tolerance > max) throw new JWTExpired("\"iat\" claim timestamp check failed (too far in the past)", claimsSet, "iat", checkFailed);
		if (age < -tolerance) throw new JWTClaimValidationFailed("\"iat\" claim timestamp check failed (it should be in the past)", claimsSet, "iat", checkFailed);
	}
	return claimsSet;
}
// node_modules/jose/dist/webapi/jwt/verify.js
async function jwtVerify(jwt, key, options) {
	const [verified, b64] = await verifyCompact(jwt, prepareVerify(options), key);
	if (!b64) throw new JWTInvalid("JWTs MUST NOT use unencoded payload");
	const payload = validateClaimsSet(verified.protectedHeader, verified.payload, options);
	return {
		...verified,
		payload
	};
}
// node_modules/jose/dist/webapi/jwks/local.js
function isUsableJWK(jwk, entry, alg, kid) {
	const { kty, key_ops: keyOps, ext, kid: jwkKid, alg: jwkAlg, use, crv } = jwk;
	return (ext === void 0 || typeof ext == "boolean") && (keyOps === void 0 || Array.isArray(keyOps) && keyOps.every((operation, index) => typeof operation == "string" && keyOps.indexOf(operation) === index) && keyOps.includes("verify")) && entry.kty.includes(kty) && (kid === void 0 || typeof kid == "string" && kid === jwkKid) && (jwkAlg === void 0 ? kty !== "AKP" : alg === jwkAlg) && (use === void 0 || use === "sig") && (!entry.crv || crv === entry.crv);
}
async function importWithAlgCache(cache, jwk, entry) {
	const cached = cache.get(jwk) || cache.set(jwk, {}).get(jwk), { alg } = entry;
	if (cached[alg] === void 0) {
		const pending = jwkToKey(entry, jwk, !0).then((key) => {
			if (key.type !== "public") throw new JWKSInvalid("JSON Web Key Set members must be public keys");
			return cached[alg] = key, key;
		}).catch((error) => {
			throw cached[alg] === pending && delete cached[alg], error;
		});
		cached[alg] = pending;
	}
	return cached[alg];
}
function createLocalJWKSet(jwks) {
	let snapshot;
	try {
		snapshot = structuredClone(jwks);
	} catch (cause) {
		throw new JWKSInvalid("JSON Web Key Set malformed", { cause });
	}
	if (!isJwkSet(snapshot)) throw new JWKSInvalid("JSON Web Key Set malformed");
	const metadata = snapshot.keys.map((jwk) => {
		const normalized = snapshotJwk(jwk);
		return Array.isArray(normalized.key_ops) && (normalized.key_ops = [...normalized.key_ops]), normalized;
	}), cached = new WeakMap();
	return Object.defineProperty(async (protectedHeader, token) => {
		const { alg, kid } = {
			...protectedHeader,
			...token?.header
		}, entry = typeof alg == "string" ? JWS[alg] : void 0;
		if (!entry || entry.secret) throw new JOSENotSupported("Unsupported \"alg\" value for a JSON Web Key Set");
		const candidates = snapshot.keys.filter((_, index) => isUsableJWK(metadata[index], entry, alg, kid)), { 0: jwk, length } = candidates;
		if (!length) throw new JWKSNoMatchingKey();
		if (length !== 1) {
			const error = new JWKSMultipleMatchingKeys();
			throw error[Symbol.asyncIterator] = async function* () {
				for (const jwk2 of candidates) try {
					yield await importWithAlgCache(cached, jwk2, entry);
				} catch {}
			}, error;
		}
		return importWithAlgCache(cached, jwk, entry);
	}, "jwks", { value: () => structuredClone(snapshot) });
}
typeof navigator > "u" || navigator.userAgent?.startsWith?.("Mozilla/5.0 ");
// src/auth/token.ts
const algorithms = [
	"EdDSA",
	"ES256",
	"RS256"
];
async function verifyToken(token, keys, issuer) {
	try {
		const { protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys), {
			algorithms,
			issuer,
			audience: issuer,
			requiredClaims: ["exp", "sub"]
		});
		return protectedHeader.alg;
	} catch (error) {
		throw new AuthError(`The user can sign in, but the token of the session does not verify: ${reasonOf(error, issuer)}.`);
	}
}
function reasonOf(error, issuer) {
	if (error instanceof JWTExpired) return "it has expired already, so the clock of the runner or of the service is wrong";
	if (error instanceof JWTClaimValidationFailed) return error.claim === "iss" || error.claim === "aud" ? `its \`${error.claim}\` is not ${issuer}` : `its \`${error.claim}\` is missing or wrong`;
	if (error instanceof JWKSNoMatchingKey) return "none of the keys at `jwks_url` is the one that signed it";
	if (error instanceof JWSSignatureVerificationFailed) return "the keys at `jwks_url` did not sign it";
	if (error instanceof JOSEAlgNotAllowed) return `it is signed in another way than ${algorithms.join(", ")}`;
	return "it or the keys at `jwks_url` were not understood";
}
// src/auth/sign-in.ts
const auth = "/projects/{project_id}/branches/{branch_id}/auth";
const integration = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({
	base_url: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ht)(),
	jwks_url: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ht)()
});
const domains = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({ domains: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Tt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({ domain: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.It)() })) });
const settings = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({
	enabled: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Pt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Et)()),
	disable_sign_up: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Pt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Et)()),
	require_email_verification: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Pt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Et)())
});
const read = async (session, route, where) => (await session.read((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.g)(route, where))).json;
async function findPlace(session, where, origin) {
	const [found, listed] = await Promise.all([read(session, `GET ${auth}`, where), origin === void 0 ? read(session, `GET ${auth}/domains`, where) : void 0]).catch((error) => {
		if ((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Ut)(error)) throw new AuthError("There is no Neon Auth on the branch: `create-integration` enables it.");
		throw error;
	});
	const { base_url, jwks_url } = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.gt)(integration, found);
	const url = URL.parse(base_url ?? "");
	if (!url || !base_url) throw new AuthError("Neon names no `base_url` for the branch: sign-in works on branches with Better Auth only.");
	const trusted = listed === void 0 ? [] : (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.gt)(domains, listed).domains.map(({ domain }) => domain);
	return {
		base: base_url,
		jwks: jwks_url ?? `${base_url}/.well-known/jwks.json`,
		origin: origin ?? trusted.find((domain) => !domain.includes("*")) ?? url.origin
	};
}
async function checkSignIn(place, email, password, session) {
	await using service = await openAuthService(place.base, place.origin, session);
	const signedIn = await service.signIn(email, password);
	try {
		const [token, keys] = await Promise.all([service.token(signedIn), service.keys(place.jwks)]);
		return await verifyToken(token, keys, new URL(place.base).origin);
	} finally {
		await service.signOut(signedIn).catch(untold);
	}
}
const untold = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.nn)("The session could not be signed out: it ends by itself.");
async function isSignUpOpen(session, where) {
	const { enabled, disable_sign_up, require_email_verification } = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.gt)(settings, await read(session, `GET ${auth}/email_and_password`, where));
	if (enabled === false) throw new AuthError(`Sign-in by email and password is off on this branch, so a user with a password could not be made: ${change}.`);
	if (require_email_verification) throw new AuthError(`The branch requires a verified email address, so a user with a password could not sign in before a mail is opened: \`require_email_verification\` is on, and ${change}. The settings are never changed for a user.`);
	return !disable_sign_up;
}
const change = "`update-email-and-password` changes it";
const signUpIsOff = `nobody can sign up on this branch: \`disable_sign_up\` is on, and ${change}.`;
async function ensureUser(service, person, { open, retries, onMade }) {
	const before = await tried(service, person);
	if (before) return {
		id: before.userId,
		made: false,
		roles: before.roles
	};
	if (!open) throw new AuthError(`No user has this email and this password, and ${signUpIsOff}`);
	for (let left = retries;; left--) {
		const lost = await signUp(service, person);
		if (!lost) onMade();
		const after = await tried(service, person).catch((error) => {
			throw lost ? inDoubt(lost) : error;
		});
		if (after) {
			onMade();
			return {
				id: after.userId,
				made: true,
				roles: after.roles
			};
		}
		if (!lost) throw new AuthError("The user was made, but cannot sign in with the password.");
		if (left === 0) throw lost;
	}
}
const inDoubt = (lost) => new _step_js__WEBPACK_IMPORTED_MODULE_0__.xn(`${lost.message} Outcome unknown: the user may have been made. The next run finds out.`, lost);
async function tried(service, { email, password }) {
	try {
		const session = await service.signIn(email, password);
		await service.signOut(session).catch(untold);
		return session;
	} catch (error) {
		if (error instanceof AuthError && error.code === "INVALID_EMAIL_OR_PASSWORD") return void 0;
		throw error;
	}
}
async function signUp(service, { email, password, name = email }) {
	try {
		const { cookie } = await service.signUp(email, password, name);
		if (cookie) await service.signOut({ cookie }).catch(untold);
		return;
	} catch (error) {
		if (error instanceof AuthError && error.lost) return error;
		throw error;
	}
}



/***/ })

};
;