"use strict";
exports.id = 460;
exports.ids = [460,748,897];
exports.modules = {

/***/ 4748:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   deliveryProblems: () => (/* binding */ deliveryProblems),
/* harmony export */   n: () => (/* binding */ openEnvironment),
/* harmony export */   r: () => (/* binding */ refuseNames),
/* harmony export */   readPlan: () => (/* binding */ readPlan),
/* harmony export */   t: () => (/* binding */ githubNameProblem)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);


// src/delivery/environment.ts
const TOO_LONG = 131072;
const reserved = [
	"CI GITHUB_* RUNNER_* ACTIONS_* AGENT_* INPUT_* STATE_*",
	"PATH PATHEXT HOME USERPROFILE XDG_* TMPDIR TMP TEMP SYSTEMROOT WINDIR COMSPEC",
	"SHELL SHELLOPTS BASHOPTS BASH_* ENV IFS PS4 PROMPT_COMMAND ZDOTDIR CDPATH PSMODULEPATH",
	"EDITOR VISUAL PAGER MANPAGER BROWSER LESS LESSOPEN LESSCLOSE",
	"LD_* DYLD_* GCONV_PATH GLIBC_TUNABLES LOCPATH NLSPATH",
	"NODE_* NPM_* PNPM_* YARN_* COREPACK_* BUN_* DENO_* ELECTRON_* TS_NODE_*",
	"PYTHON* PIP_* UV_* PERL* RUBY* GEM_* BUNDLE_* PHPRC PHP_INI_SCAN_DIR LUA_*",
	"JAVA_* _JAVA_OPTIONS JDK_* CLASSPATH MAVEN_* GRADLE_* DOTNET_* CORECLR_* COR_* COMPLUS_* MSBUILD*",
	"GIT_* SSH_* MAKEFLAGS MFLAGS GNUMAKEFLAGS CC CXX LD CFLAGS CXXFLAGS LDFLAGS",
	"GOFLAGS GOROOT GOPROXY GOTOOLCHAIN RUST* CARGO_* DOCKER_* KUBECONFIG TAR_OPTIONS",
	"HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY CURL_* WGETRC REQUESTS_CA_BUNDLE SSL_* OPENSSL_*"
].flatMap((names) => names.split(" "));
const proper = /^[A-Za-z_][A-Za-z0-9_]*$/;
function environmentNameProblem(name) {
	if (!proper.test(name)) return "must be letters, digits and `_`, with no digit at the start";
	const upper = name.toUpperCase();
	const rule = reserved.find((entry) => entry.endsWith("*") ? upper.startsWith(entry.slice(0, -1)) : upper === entry);
	return rule && `is refused, because \`${rule}\` changes what later steps run or trust: choose another one`;
}
function refuseNames(input, names) {
	const problems = names.flatMap((name) => {
		const problem = environmentNameProblem(name);
		return problem ? [`\`${input}\`: ${proper.test(name) ? `\`${name}\`` : "a name"} ${problem}.`] : [];
	});
	if (problems.length > 0) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn(problems);
}
function openEnvironment(names) {
	refuseNames("export_env", names);
	if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(process.env.GITHUB_ENV ?? "", { throwIfNoEntry: false })?.isFile()) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn(["`export_env`: `GITHUB_ENV` names no file, so nothing can be set for later steps. Run this action as a step of a workflow."]);
	return { async put(items) {
		const problems = [];
		const placed = [];
		for (const { name, output, value } of items) {
			const text = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.dn)(value ?? "");
			const fault = faultOf(name, text);
			if (fault) problems.push(`\`export_env\`: output \`${output}\` ${fault}. Leave \`${name}\` out.`);
			else if (text === "") placed.push({
				name,
				where: "environment",
				state: process.env[name] ? "kept" : "left"
			});
			else try {
				(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.En)(name, text);
				placed.push({
					name,
					where: "environment",
					state: "written"
				});
			} catch {
				problems.push(`\`export_env\`: \`${name}\` could not be written to \`GITHUB_ENV\`.`);
			}
		}
		const written = placed.filter(({ state }) => state === "written").map(({ name }) => name);
		if (problems.length > 0) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn([`${problems.join(" ")} Set for later steps: ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.v)(written) || "nothing"}.`]);
		return placed;
	} };
}
function faultOf(name, text) {
	if (text.includes("\0")) return "has a zero byte, which no environment can hold";
	if (!text.isWellFormed()) return "has half a character, which no environment can hold";
	if (Buffer.byteLength(`${name}=${text}`) >= TOO_LONG) return "is too long: with more than 128 KiB in one variable, no later step could start a process";
}
// src/delivery/github/names.ts
function githubNameProblem(name) {
	if (!/^[A-Za-z0-9_]+$/.test(name)) return "must consist of letters, digits and `_`";
	if (/^\d/.test(name)) return "must not start with a digit";
	if (/^GITHUB_/i.test(name)) return "must not start with `GITHUB_`, which GitHub keeps for itself";
}
// src/delivery/assignments.ts
const DOTENV = ".env";
const presets = {
	"nextjs-stack": {
		NEXT_PUBLIC_STACK_PROJECT_ID: "auth_provider_project_id",
		NEXT_PUBLIC_STACK_PUBLISHABLE_CLIENT_KEY: "pub_client_key",
		STACK_SECRET_SERVER_KEY: "secret_server_key"
	},
	nextjs: {
		NEON_AUTH_BASE_URL: "base_url",
		NEON_AUTH_JWKS_URL: "jwks_url",
		NEON_AUTH_COOKIE_SECRET: "cookie_secret"
	},
	vite: { VITE_NEON_AUTH_URL: "base_url" },
	plain: {
		NEON_AUTH_BASE_URL: "base_url",
		NEON_AUTH_JWKS_URL: "jwks_url",
		NEON_AUTH_PROJECT_ID: "auth_provider_project_id",
		NEON_AUTH_PUB_CLIENT_KEY: "pub_client_key",
		NEON_AUTH_SECRET_SERVER_KEY: "secret_server_key"
	}
};
const deliveryProblems = (operation, values) => readPlan(operation, values).problems;
function readPlan(operation, values) {
	const problems = [];
	const read = (input, lines = [], from = 1) => readLines({
		operation,
		input,
		lines,
		from,
		problems,
		keyless: values.auth_provider === "better_auth"
	});
	const env = read("export_env", values.export_env);
	const lines = values.dotenv_file ?? [];
	const pathless = Object.hasOwn(presets, lines[0] ?? "");
	const [path, ...further] = pathless ? [DOTENV, ...lines] : lines;
	const unsaid = path !== void 0 && further.length === 0;
	const own = unsaid && values.export_env ? env : read("dotenv_file", unsaid ? ["plain"] : further, unsaid || pathless ? 1 : 2);
	const secrets = read("github_secrets", values.github_secrets);
	const variables = read("github_variables", values.github_variables);
	for (const { name, output } of variables) if ((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Xt)(output)) problems.push(`\`github_variables\`: output \`${output}\` is a credential, and a variable is not secret. Put \`${name}\` into \`github_secrets\`.`);
	if (values.github_target === "dependabot" && variables.length > 0) problems.push("`github_variables`: Dependabot has secrets, but no variables. Drop one of the two.");
	if ((values.github_secrets ?? values.github_variables) && !values.github_token) problems.push("`github_token` is missing: pass the token of a GitHub App or a fine-grained personal access token. The `GITHUB_TOKEN` of the job cannot write secrets.");
	return {
		plan: {
			env,
			dotenv: path === void 0 ? void 0 : {
				path,
				assignments: own
			},
			secrets,
			variables
		},
		problems
	};
}
function readLines({ operation, input, lines, from, problems, keyless }) {
	const toGithub = input === "github_secrets" || input === "github_variables";
	const nameProblem = toGithub ? githubNameProblem : environmentNameProblem;
	const fits = (output) => !toGithub || (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Xt)(output) === (input === "github_secrets");
	const served = operation.outputs.includes("base_url") ? [] : ["cookie_secret"];
	const late = new Set([
		"sealed",
		"dotenv_path",
		"comment_url",
		...served,
		...operation.later
	]);
	const always = operation.needs === "neon" ? _step_js__WEBPACK_IMPORTED_MODULE_0__.tn : [];
	const settable = [...operation.outputs, ...always].filter((name) => !late.has(name));
	const seen = new Set();
	const assignments = lines.flatMap((line, index) => {
		const where = `\`${input}\`, line ${index + from}:`;
		if (Object.hasOwn(presets, line)) {
			const fitting = Object.entries(presets[line] ?? {}).filter(([, output]) => settable.includes(output) && fits(output));
			if (fitting.length === 0) problems.push(`${where} \`${operation.operation}\` sets no output of this preset${toGithub ? ` that goes into \`${input}\`` : ""}.`);
			const forStack = line === "nextjs-stack";
			if (forStack && keyless && fitting.length > 0) {
				problems.push(`${where} \`${line}\` is for Stack Auth, and Better Auth has no keys: use \`nextjs\`.`);
				return [];
			}
			return fitting.map(([name, output]) => ({
				name,
				output,
				explicit: forStack && (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Zt)(output)
			}));
		}
		const [, name, output] = /^([^=\s]+)\s*=\s*([\w-]+)$/.exec(line) ?? [];
		if (name === void 0 || output === void 0) {
			const known = Object.keys(presets);
			const preset = `, or one of the presets ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.v)(known)}${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.bt)(line, known)}`;
			problems.push(`${where} must be \`NAME=output\` with the name of an output${preset}.`);
			return [];
		}
		const problem = nameProblem(name);
		if (problem) problems.push(`${where} the name ${problem}.`);
		if (!settable.includes(output)) {
			const hint = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.bt)(output, settable) || `. It has ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.v)(settable)}`;
			problems.push(`${where} \`${operation.operation}\` has no output of that name${hint}.`);
		}
		const missing = keyless && (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Zt)(output);
		if (missing) problems.push(`${where} Better Auth has no keys, so \`${output}\` never has a value: an application needs \`base_url\` and \`jwks_url\` instead.`);
		if (problem || missing || !settable.includes(output)) return [];
		return [{
			name,
			output,
			explicit: true
		}];
	});
	for (const { name } of assignments) {
		if (seen.has(name.toUpperCase())) problems.push(`\`${input}\`: \`${name}\` stands there twice.`);
		seen.add(name.toUpperCase());
	}
	return assignments;
}



/***/ }),

/***/ 8460:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ notSealed),
/* harmony export */   openDelivery: () => (/* binding */ openDelivery),
/* harmony export */   t: () => (/* binding */ isOnceOnly)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var _assignments_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4748);
/* harmony import */ var _seal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8897);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7598);




// src/delivery/place.ts
const isOnceOnly = ({ output, sealed }) => !sealed && (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Zt)(output);
const notSealed = "`sealed` does not hold it: the step that sealed it had no such value, or did not mask it.";
// src/delivery/delivery.ts
async function openDelivery({ operation, values }, budget) {
	const { env, dotenv, secrets, variables } = (0,_assignments_js__WEBPACK_IMPORTED_MODULE_1__.readPlan)(operation, values).plan;
	const errands = [];
	const add = (place, assignments, stays = false) => errands.push({
		place,
		assignments,
		stays
	});
	const namesOf = (assignments) => assignments.map(({ name }) => name);
	if (values.seal_key && operation.needs === "neon") add((0,_seal_js__WEBPACK_IMPORTED_MODULE_2__/* .openSealing */ .w)(values.seal_key, values.mask), _step_js__WEBPACK_IMPORTED_MODULE_0__.$t.map((name) => ({
		name,
		output: name,
		explicit: false
	})));
	if (env.length > 0) add((0,_assignments_js__WEBPACK_IMPORTED_MODULE_1__.n)(namesOf(env)), env);
	if (dotenv) {
		const { openDotenv } = await __webpack_require__.e(/* import() */ 422).then(__webpack_require__.bind(__webpack_require__, 2422));
		const folders = {
			temp: process.env.RUNNER_TEMP,
			workspace: process.env.GITHUB_WORKSPACE
		};
		add(await openDotenv(dotenv.path, namesOf(dotenv.assignments), folders), dotenv.assignments);
	}
	if (values.github_token && secrets.length + variables.length > 0) {
		const { openGithub } = await __webpack_require__.e(/* import() */ 676).then(__webpack_require__.bind(__webpack_require__, 3676));
		const places = await openGithub({
			token: values.github_token,
			repository: values.github_repository ?? process.env.GITHUB_REPOSITORY ?? "",
			target: values.github_target,
			budget,
			retries: values.retries
		}, namesOf(secrets), namesOf(variables));
		add(places.secrets, secrets, true);
		add(places.variables, variables, true);
	}
	return (outputs) => deliver(operation, errands, operation.needs === "neon" ? withCookieSecret(outputs, errands, values.mask) : outputs, values.mask);
}
const COOKIE_SECRET = "cookie_secret";
const COOKIE_SECRET_BYTES = 32;
function withCookieSecret(outputs, errands, setting) {
	const asking = errands.flatMap(({ place, assignments }) => assignments.filter(({ output }) => output === COOKIE_SECRET).map(({ name }) => ({ kept: place.has?.(name) ?? false })));
	if (!(outputs.has("base_url") && !outputs.has(COOKIE_SECRET)) || asking.length === 0 || asking.some(({ kept }) => kept)) return outputs;
	const secret = new _step_js__WEBPACK_IMPORTED_MODULE_0__["in"]((0,node_crypto__WEBPACK_IMPORTED_MODULE_3__.randomBytes)(COOKIE_SECRET_BYTES).toString("base64"), "credential");
	(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.cn)(secret);
	return new Map([...outputs, ...(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Yt)({ [COOKIE_SECRET]: secret }, setting)]);
}
async function deliver({ operation, needs }, errands, outputs, mask) {
	const delivered = [];
	const failures = [];
	for (const { place, assignments, stays } of errands) {
		const items = itemsOf(assignments, outputs, needs === "nothing");
		try {
			const done = await place.put(items);
			if (place.path && done.some(({ state }) => state !== "left")) (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Yt)({ dotenv_path: place.path }, mask);
			for (const placed of done) {
				const item = items.find(({ name }) => name === placed.name);
				if (!item) continue;
				if (item.value === void 0) tellOfMissing(item, placed, outputs);
				delivered.push({
					...placed,
					output: item.output,
					stays
				});
			}
		} catch (error) {
			failures.push((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.wn)(error));
		}
	}
	if (failures.length > 0) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.yn(operation, failures);
	return delivered;
}
function itemsOf(assignments, outputs, sealed) {
	const hasKeys = outputs.get("auth_provider") === "stack";
	return assignments.filter(({ output, explicit }) => explicit || outputs.has(output) || hasKeys && (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Zt)(output) || output === COOKIE_SECRET && outputs.has("base_url")).map(({ name, output }) => ({
		name,
		output,
		value: outputs.get(output),
		sealed
	}));
}
function tellOfMissing(item, { where, state }, outputs) {
	const { name, output } = item;
	const isKept = state === "kept";
	const expected = isKept ? whyKept(item) : void 0;
	if (expected) (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.nn)(`\`${name}\` (${where}) stays as it is${expected}`);
	else (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.rn)(`Output \`${output}\` has no value, so \`${name}\` (${where}) ${isKept ? "was left as it is" : "is not set"}.${cureOf(item, outputs)}`);
}
function whyKept(item) {
	if (item.output === COOKIE_SECRET) return ", so that nobody is signed out.";
	return isOnceOnly(item) ? ": Neon shows keys only when it makes them, and `generate-sdk-keys` makes new ones." : void 0;
}
function cureOf(item, outputs) {
	if (item.sealed) return ` ${notSealed}`;
	if (item.output === COOKIE_SECRET) return outputs.has("base_url") ? " GitHub has one, which is kept and cannot be read: give it to the application from there." : " One is made for a branch that has a `base_url`, which Better Auth has.";
	return isOnceOnly(item) ? " `generate-sdk-keys` makes new keys." : "";
}



/***/ }),

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