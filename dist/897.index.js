"use strict";
exports.id = 897;
exports.ids = [897];
exports.modules = {

/***/ 8897:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openSealedText: () => (/* binding */ openSealedText),
/* harmony export */   sealContext: () => (/* binding */ sealContext),
/* harmony export */   w: () => (/* binding */ openSealing)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7598);


// src/delivery/seal.ts
const sealContext = () => ({
	repository: process.env.GITHUB_REPOSITORY,
	run: process.env.GITHUB_RUN_ID
});
const VERSION = 1;
const SALT = 20;
const NONCE = 12;
const TAG = 16;
const LONGEST = 5e5;
const TRIES = 50;
const SHORTEST_KEY = 16;
const cost = {
	N: 2 ** 17,
	r: 8,
	p: 1,
	maxmem: 2 ** 28
};
const stretched = (key, salt) => new Promise((done, failed) => {
	(0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.scrypt)(key, salt, 32, cost, (error, made) => error ? failed(error) : done(made));
});
function checkSealing(key, { repository, run }) {
	const problems = [[...key.reveal()].length < SHORTEST_KEY && `\`seal_key\` must have at least ${SHORTEST_KEY} characters. Make one by chance, for example with \`openssl rand -base64 32\`, and pass it from a secret.`, !(repository && run) && "Nothing can be sealed or opened: `GITHUB_REPOSITORY` or `GITHUB_RUN_ID` is empty. Run this action as a step of a workflow."].filter((problem) => problem !== false);
	if (problems.length > 0) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn(problems);
}
function openSealing(key, setting) {
	const context = sealContext();
	checkSealing(key, context);
	return { async put(items) {
		const sealed = items.filter(({ value }) => value instanceof _step_js__WEBPACK_IMPORTED_MODULE_0__["in"] ? (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.sn)(value, setting) : value !== void 0);
		const values = Object.fromEntries(sealed.map(({ output, value }) => [output, value]));
		(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Yt)({ sealed: await seal(values, key, context) }, setting);
		return sealed.map(({ name }) => ({
			name,
			where: "output `sealed`",
			state: "written"
		}));
	} };
}
async function seal(values, key, context, stretch = stretched) {
	checkSealing(key, context);
	const plain = JSON.stringify(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.dn)(value)])));
	const bytes = 33 + Buffer.byteLength(plain) + TAG;
	if (Math.ceil(bytes * 4 / 3) > LONGEST) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn(["`seal_key`: the outputs are too long to be sealed, because GitHub takes no job output of more than 1 MB."]);
	const head = withoutMask(() => Buffer.concat([Buffer.of(VERSION), (0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.randomBytes)(SALT)]));
	const made = await stretch(key.reveal(), head.subarray(1));
	return withoutMask(() => {
		const nonce = (0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.randomBytes)(NONCE);
		const cipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.createCipheriv)("aes-256-gcm", made, nonce, { authTagLength: TAG });
		cipher.setAAD(bound(context));
		const parts = [
			head,
			nonce,
			cipher.update(plain, "utf8"),
			cipher.final()
		];
		return Buffer.concat([...parts, cipher.getAuthTag()]);
	}).toString("base64url");
}
function withoutMask(make) {
	for (let tries = 0; tries < TRIES; tries++) {
		const bytes = make();
		if (!(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.on)(bytes.toString("base64url"))) return bytes;
	}
	throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn(["`seal_key`: whatever is sealed here holds a masked text, and GitHub would drop it. A secret of this step is only a few characters long: give it a longer one."]);
}
async function openSealedText(sealed, key, context, stretch = stretched) {
	checkSealing(key, context);
	const refuse = (problem) => new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn([`\`sealed\` ${problem}`]);
	if (sealed === "") throw refuse("is empty: the job that seals did not hand it on. It needs `needs`, and an output of the job that names the step's output `sealed`.");
	if (sealed.length > LONGEST) throw refuse("is too long to be what this action sealed.");
	const bytes = Buffer.from(sealed, "base64url");
	if (bytes.toString("base64url") !== sealed) throw refuse("is damaged: it holds other characters than this action wrote, or lost some. Pass the output on as it is.");
	if (bytes.length <= 49) throw refuse("is damaged: it is too short. Pass the output on as it is.");
	if (bytes[0] !== VERSION) throw refuse("is damaged, or was sealed by another version of this action. Pass the output on as it is, and use the same version in both jobs.");
	const salt = bytes.subarray(1, 21);
	const nonce = bytes.subarray(21, 33);
	const made = await stretch(key.reveal(), salt);
	const decipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.createDecipheriv)("aes-256-gcm", made, nonce, { authTagLength: TAG });
	decipher.setAAD(bound(context));
	decipher.setAuthTag(bytes.subarray(-16));
	const plain = [decipher.update(bytes.subarray(33, -16))];
	try {
		plain.push(decipher.final());
	} catch {
		throw refuse("cannot be opened: the `seal_key` is another one, or it was sealed in another repository or run, or it was changed on the way. Use the same secret in both jobs, and seal and open in one run.");
	}
	return known(JSON.parse(Buffer.concat(plain).toString()));
}
function bound({ repository, run }) {
	return Buffer.from(JSON.stringify([
		"neon-auth-action",
		VERSION,
		repository,
		run
	]));
}
function known(values) {
	return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => {
		if (!Object.hasOwn(_step_js__WEBPACK_IMPORTED_MODULE_0__.Qt, name) || typeof value !== "string") return [];
		const { kind } = _step_js__WEBPACK_IMPORTED_MODULE_0__.Qt[name];
		return [[name, kind === "text" ? value : new _step_js__WEBPACK_IMPORTED_MODULE_0__["in"](value, kind === "public" ? kind : "credential")]];
	}));
}



/***/ })

};
;