export const id = 460;
export const ids = [460,897,748];
export const modules = {

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
/* harmony import */ var _rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5831);
/* harmony import */ var _near_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1826);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3824);
/* harmony import */ var _rules_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5465);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8468);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3024);






// src/delivery/environment.ts
/** In bytes. Linux starts no process with a `NAME=value` of this length, the closing zero byte left out. */
const TOO_LONG = 131072;
/**
* Names, and beginnings of names (with `*`), through which a value would run code in later steps or change
* where they find programs, whom they trust and what the runner does. A value comes from outside, so none of
* them is set, however it is spelled: Windows knows no case in them.
*/
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
/**
* What is wrong with the name of an environment variable, as the end of the sentence "The name …". An
* improper name may be anything, a pasted secret too, so it is better not printed.
*/
function environmentNameProblem(name) {
	if (!proper.test(name)) return "must be letters, digits and `_`, with no digit at the start";
	const upper = name.toUpperCase();
	const rule = reserved.find((entry) => entry.endsWith("*") ? upper.startsWith(entry.slice(0, -1)) : upper === entry);
	return rule && `is refused, because \`${rule}\` changes what later steps run or trust: choose another one`;
}
/** The last barrier before a name is written into a file; the inputs are checked for all of this before. */
function refuseNames(input, names) {
	const problems = names.flatMap((name) => {
		const problem = environmentNameProblem(name);
		return problem ? [`\`${input}\`: ${proper.test(name) ? `\`${name}\`` : "a name"} ${problem}.`] : [];
	});
	if (problems.length > 0) throw new _secret_js__WEBPACK_IMPORTED_MODULE_2__._(problems);
}
/** The environment of the later steps of the job. What has no value keeps the one that it has. */
function openEnvironment(names) {
	refuseNames("export_env", names);
	if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_3__.statSync)(process.env.GITHUB_ENV ?? "", { throwIfNoEntry: false })?.isFile()) throw new _secret_js__WEBPACK_IMPORTED_MODULE_2__._(["`export_env`: `GITHUB_ENV` names no file, so nothing can be set for later steps. Run this action as a step of a workflow."]);
	return { async put(items) {
		const problems = [];
		const placed = [];
		for (const { name, output, value } of items) {
			const text = (0,_secret_js__WEBPACK_IMPORTED_MODULE_2__.s)(value ?? "");
			const fault = faultOf(name, text);
			if (fault) problems.push(`\`export_env\`: output \`${output}\` ${fault}. Leave \`${name}\` out.`);
			else if (text === "") placed.push({
				name,
				where: "environment",
				state: process.env[name] ? "kept" : "left"
			});
			else try {
				(0,_secret_js__WEBPACK_IMPORTED_MODULE_2__.S)(name, text);
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
		if (problems.length > 0) throw new _secret_js__WEBPACK_IMPORTED_MODULE_2__._([`${problems.join(" ")} Set for later steps: ${(0,_rules_js__WEBPACK_IMPORTED_MODULE_4__.n)(written) || "nothing"}.`]);
		return placed;
	} };
}
function faultOf(name, text) {
	if (text.includes("\0")) return "has a zero byte, which no environment can hold";
	if (!text.isWellFormed()) return "has half a character, which no environment can hold";
	if (Buffer.byteLength(`${name}=${text}`) >= TOO_LONG) return "is too long: with more than 128 KiB in one variable, no later step could start a process";
}
// src/delivery/github/names.ts
/** What is wrong with a name of a secret or variable, by GitHub's rules. Completes "the name …", without the name. */
function githubNameProblem(name) {
	if (!/^[A-Za-z0-9_]+$/.test(name)) return "must consist of letters, digits and `_`";
	if (/^\d/.test(name)) return "must not start with a digit";
	if (/^GITHUB_/i.test(name)) return "must not start with `GITHUB_`, which GitHub keeps for itself";
}
// src/delivery/assignments.ts
/** The dotenv file, below `RUNNER_TEMP`, of a step that names a preset and no path. */
const DOTENV = ".env";
/** The names that applications read, by what they are built with. */
const presets = {
	"nextjs-stack": {
		NEXT_PUBLIC_STACK_PROJECT_ID: "auth_provider_project_id",
		NEXT_PUBLIC_STACK_PUBLISHABLE_CLIENT_KEY: "pub_client_key",
		STACK_SECRET_SERVER_KEY: "secret_server_key"
	},
	nextjs: {
		NEON_AUTH_BASE_URL: "base_url",
		NEON_AUTH_JWKS_URL: "jwks_url"
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
/** Everything that is wrong with the inputs that say where values go. */
const deliveryProblems = (operation, values) => readPlan(operation, values).problems;
/** Reads what the workflow says of where values go. Problems name inputs and lines, never what stands there. */
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
	for (const { name, output } of variables) if ((0,_outputs_js__WEBPACK_IMPORTED_MODULE_1__.t)(output)) problems.push(`\`github_variables\`: output \`${output}\` is a credential, and a variable is not secret. Put \`${name}\` into \`github_secrets\`.`);
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
	const withPresets = input === "export_env" || input === "dotenv_file";
	const nameProblem = withPresets ? environmentNameProblem : githubNameProblem;
	const late = /* @__PURE__ */ new Set([
		"sealed",
		"dotenv_path",
		...operation.later
	]);
	const always = operation.needs === "neon" ? _outputs_js__WEBPACK_IMPORTED_MODULE_1__.s : [];
	const settable = [...operation.outputs, ...always].filter((name) => !late.has(name));
	const seen = /* @__PURE__ */ new Set();
	const assignments = lines.flatMap((line, index) => {
		const where = `\`${input}\`, line ${index + from}:`;
		if (withPresets && Object.hasOwn(presets, line)) {
			const fitting = Object.entries(presets[line] ?? {}).filter(([, output]) => settable.includes(output));
			if (fitting.length === 0) problems.push(`${where} \`${operation.operation}\` sets no output of this preset.`);
			const forStack = line === "nextjs-stack";
			if (forStack && keyless && fitting.length > 0) {
				problems.push(`${where} \`${line}\` is for Stack Auth, and Better Auth has no keys: use \`nextjs\`.`);
				return [];
			}
			return fitting.map(([name, output]) => ({
				name,
				output,
				explicit: forStack && (0,_outputs_js__WEBPACK_IMPORTED_MODULE_1__.r)(output)
			}));
		}
		const [, name, output] = /^([^=\s]+)\s*=\s*([\w-]+)$/.exec(line) ?? [];
		if (name === void 0 || output === void 0) {
			const known = Object.keys(presets);
			const preset = withPresets ? `, or one of the presets ${(0,_rules_js__WEBPACK_IMPORTED_MODULE_4__.n)(known)}${(0,_near_js__WEBPACK_IMPORTED_MODULE_5__.t)(line, known)}` : "";
			problems.push(`${where} must be \`NAME=output\` with the name of an output${preset}.`);
			return [];
		}
		const problem = nameProblem(name);
		if (problem) problems.push(`${where} the name ${problem}.`);
		if (!settable.includes(output)) {
			const hint = (0,_near_js__WEBPACK_IMPORTED_MODULE_5__.t)(output, settable) || `. It has ${(0,_rules_js__WEBPACK_IMPORTED_MODULE_4__.n)(settable)}`;
			problems.push(`${where} \`${operation.operation}\` has no output of that name${hint}.`);
		}
		const missing = keyless && (0,_outputs_js__WEBPACK_IMPORTED_MODULE_1__.r)(output);
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
/* harmony import */ var _rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5831);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8468);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5812);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3824);
/* harmony import */ var _assignments_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4748);
/* harmony import */ var _seal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8897);
/* harmony import */ var _step_outputs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8821);







// src/delivery/place.ts
/** Whether Neon shows it only when it makes it, so that new keys are the only way to it. */
const isOnceOnly = ({ output, sealed }) => !sealed && (0,_outputs_js__WEBPACK_IMPORTED_MODULE_3__.r)(output);
/** Why there may be no value for what is to come out of `sealed`. */
const notSealed = "`sealed` does not hold it: the step that sealed it had no such value, or did not mask it.";
// src/delivery/delivery.ts
/** The preflight: nothing that cannot be asked for twice is asked for before each place is known to work. */
async function openDelivery({ operation, values }, budget) {
	const { env, dotenv, secrets, variables } = (0,_assignments_js__WEBPACK_IMPORTED_MODULE_4__.readPlan)(operation, values).plan;
	const errands = [];
	const add = (place, assignments, stays = false) => errands.push({
		place,
		assignments,
		stays
	});
	const namesOf = (assignments) => assignments.map(({ name }) => name);
	if (values.seal_key && operation.needs === "neon") add((0,_seal_js__WEBPACK_IMPORTED_MODULE_5__/* .openSealing */ .w)(values.seal_key, values.mask), _outputs_js__WEBPACK_IMPORTED_MODULE_3__.a.map((name) => ({
		name,
		output: name,
		explicit: false
	})));
	if (env.length > 0) add((0,_assignments_js__WEBPACK_IMPORTED_MODULE_4__.n)(namesOf(env)), env);
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
	return (outputs) => deliver(operation, errands, outputs, values.mask);
}
/** One place after the other, each whatever became of those before. */
async function deliver({ operation, needs }, errands, outputs, mask) {
	const delivered = [];
	const failures = [];
	for (const { place, assignments, stays } of errands) {
		const items = itemsOf(assignments, outputs, needs === "nothing");
		try {
			const done = await place.put(items);
			if (place.path && done.some(({ state }) => state !== "left")) (0,_step_outputs_js__WEBPACK_IMPORTED_MODULE_6__.n)({ dotenv_path: place.path }, mask);
			for (const placed of done) {
				const item = items.find(({ name }) => name === placed.name);
				if (!item) continue;
				if (item.value === void 0) warnOfMissing(item, placed);
				delivered.push({
					...placed,
					output: item.output,
					stays
				});
			}
		} catch (error) {
			failures.push((0,_secret_js__WEBPACK_IMPORTED_MODULE_1__.y)(error));
		}
	}
	if (failures.length > 0) throw new _secret_js__WEBPACK_IMPORTED_MODULE_1__.h(operation, failures);
	return delivered;
}
/** What goes to a place: what was asked for by name, and what a preset names if the integration has such a thing. */
function itemsOf(assignments, outputs, sealed) {
	const hasKeys = outputs.get("auth_provider") === "stack";
	return assignments.filter(({ output, explicit }) => explicit || outputs.has(output) || hasKeys && (0,_outputs_js__WEBPACK_IMPORTED_MODULE_3__.r)(output)).map(({ name, output }) => ({
		name,
		output,
		value: outputs.get(output),
		sealed
	}));
}
/** Neon shows keys only once, so a run that finds the integration in place has none to put anywhere. */
function warnOfMissing(item, { where, state }) {
	const { name, output, sealed } = item;
	const cure = sealed ? ` ${notSealed}` : isOnceOnly(item) ? " `generate-sdk-keys` makes new keys." : "";
	(0,_log_js__WEBPACK_IMPORTED_MODULE_2__.a)(`Output \`${output}\` has no value, so \`${name}\` (${where}) ${state === "kept" ? "was left as it is" : "is not set"}.${cure}`);
}



/***/ }),

/***/ 8897:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openSealedText: () => (/* binding */ openSealedText),
/* harmony export */   sealContext: () => (/* binding */ sealContext),
/* harmony export */   w: () => (/* binding */ openSealing)
/* harmony export */ });
/* harmony import */ var _rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5831);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8468);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3824);
/* harmony import */ var _step_outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8821);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7598);





// src/delivery/seal.ts
/** What the runner says of this job. */
const sealContext = () => ({
	repository: process.env.GITHUB_REPOSITORY,
	run: process.env.GITHUB_RUN_ID
});
/**
* Outputs on their way to another job of the same run: a masked output does not get there, its ciphertext
* does. The text is base64url of version, salt, nonce, ciphertext and tag: AES-256-GCM under a key that
* scrypt makes of `seal_key`. Version, repository and run are authenticated, so that a text opens nowhere
* else; the attempt is not, because failed jobs that run again get what the first attempt sealed.
*/
const VERSION = 1;
/** With the version, a whole number of characters. */
const SALT = 20;
const NONCE = 12;
const TAG = 16;
/** GitHub counts two bytes for each character of a job's outputs, and takes 1 MB of them. */
const LONGEST = 5e5;
/** Only a mask of a few characters needs more than one. */
const TRIES = 50;
/** Never fewer characters than this, though only chance makes a key strong. */
const SHORTEST_KEY = 16;
/** OWASP's first choice. Takes 128 MiB for about a quarter of a second, and is no part of the text. */
const cost = {
	N: 2 ** 17,
	r: 8,
	p: 1,
	maxmem: 2 ** 28
};
const stretched = (key, salt) => new Promise((done, failed) => {
	(0,node_crypto__WEBPACK_IMPORTED_MODULE_4__.scrypt)(key, salt, 32, cost, (error, made) => error ? failed(error) : done(made));
});
/** The preflight: finds out what would keep sealing and opening from working, whatever the values are. */
function checkSealing(key, { repository, run }) {
	const problems = [[...key.reveal()].length < SHORTEST_KEY && `\`seal_key\` must have at least ${SHORTEST_KEY} characters. Make one by chance, for example with \`openssl rand -base64 32\`, and pass it from a secret.`, !(repository && run) && "Nothing can be sealed or opened: `GITHUB_REPOSITORY` or `GITHUB_RUN_ID` is empty. Run this action as a step of a workflow."].filter((problem) => problem !== false);
	if (problems.length > 0) throw new _secret_js__WEBPACK_IMPORTED_MODULE_1__._(problems);
}
/** Output `sealed`, into which others go. What is not masked crosses jobs by itself, so only what presets need goes along. */
function openSealing(key, setting) {
	const context = sealContext();
	checkSealing(key, context);
	return { async put(items) {
		const sealed = items.filter(({ value }) => value instanceof _secret_js__WEBPACK_IMPORTED_MODULE_1__.t ? (0,_secret_js__WEBPACK_IMPORTED_MODULE_1__.i)(value, setting) : value !== void 0);
		const values = Object.fromEntries(sealed.map(({ output, value }) => [output, value]));
		(0,_step_outputs_js__WEBPACK_IMPORTED_MODULE_3__.n)({ sealed: await seal(values, key, context) }, setting);
		return sealed.map(({ name }) => ({
			name,
			where: "output `sealed`",
			state: "written"
		}));
	} };
}
/** Seals outputs into a text that the runner lets through as a job output. */
async function seal(values, key, context, stretch = stretched) {
	checkSealing(key, context);
	const plain = JSON.stringify(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, (0,_secret_js__WEBPACK_IMPORTED_MODULE_1__.s)(value)])));
	const bytes = 33 + Buffer.byteLength(plain) + TAG;
	if (Math.ceil(bytes * 4 / 3) > LONGEST) throw new _secret_js__WEBPACK_IMPORTED_MODULE_1__._(["`seal_key`: the outputs are too long to be sealed, because GitHub takes no job output of more than 1 MB."]);
	const head = withoutMask(() => Buffer.concat([Buffer.of(VERSION), (0,node_crypto__WEBPACK_IMPORTED_MODULE_4__.randomBytes)(SALT)]));
	const made = await stretch(key.reveal(), head.subarray(1));
	return withoutMask(() => {
		const nonce = (0,node_crypto__WEBPACK_IMPORTED_MODULE_4__.randomBytes)(NONCE);
		const cipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_4__.createCipheriv)("aes-256-gcm", made, nonce, { authTagLength: TAG });
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
/** Makes bytes by chance until their text holds nothing masked: GitHub drops a job output that does. */
function withoutMask(make) {
	for (let tries = 0; tries < TRIES; tries++) {
		const bytes = make();
		if (!(0,_secret_js__WEBPACK_IMPORTED_MODULE_1__.r)(bytes.toString("base64url"))) return bytes;
	}
	throw new _secret_js__WEBPACK_IMPORTED_MODULE_1__._(["`seal_key`: whatever is sealed here holds a masked text, and GitHub would drop it. A secret of this step is only a few characters long: give it a longer one."]);
}
/** Opens a sealed text, in which all but plain text is secret. Outputs that this version does not know are left out. */
async function openSealedText(sealed, key, context, stretch = stretched) {
	checkSealing(key, context);
	const refuse = (problem) => new _secret_js__WEBPACK_IMPORTED_MODULE_1__._([`\`sealed\` ${problem}`]);
	if (sealed === "") throw refuse("is empty: the job that seals did not hand it on. It needs `needs`, and an output of the job that names the step's output `sealed`.");
	if (sealed.length > LONGEST) throw refuse("is too long to be what this action sealed.");
	const bytes = Buffer.from(sealed, "base64url");
	if (bytes.toString("base64url") !== sealed) throw refuse("is damaged: it holds other characters than this action wrote, or lost some. Pass the output on as it is.");
	if (bytes.length <= 49) throw refuse("is damaged: it is too short. Pass the output on as it is.");
	if (bytes[0] !== VERSION) throw refuse("is damaged, or was sealed by another version of this action. Pass the output on as it is, and use the same version in both jobs.");
	const salt = bytes.subarray(1, 21);
	const nonce = bytes.subarray(21, 33);
	const made = await stretch(key.reveal(), salt);
	const decipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_4__.createDecipheriv)("aes-256-gcm", made, nonce, { authTagLength: TAG });
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
/** What is authenticated, without being in the text. */
function bound({ repository, run }) {
	return Buffer.from(JSON.stringify([
		"neon-auth-action",
		VERSION,
		repository,
		run
	]));
}
/** A later version may seal more. */
function known(values) {
	return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => {
		if (!Object.hasOwn(_outputs_js__WEBPACK_IMPORTED_MODULE_2__.i, name) || typeof value !== "string") return [];
		const { kind } = _outputs_js__WEBPACK_IMPORTED_MODULE_2__.i[name];
		return [[name, kind === "text" ? value : new _secret_js__WEBPACK_IMPORTED_MODULE_1__.t(value, kind === "public" ? kind : "credential")]];
	}));
}



/***/ })

};
