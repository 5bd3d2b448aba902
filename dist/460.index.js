export const id = 460;
export const ids = [460];
export const modules = {

/***/ 8460:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   deliveryProblems: () => (/* binding */ deliveryProblems),
/* harmony export */   i: () => (/* binding */ refuseNames),
/* harmony export */   n: () => (/* binding */ sealContext),
/* harmony export */   openDelivery: () => (/* binding */ openDelivery),
/* harmony export */   r: () => (/* binding */ nameProblem),
/* harmony export */   t: () => (/* binding */ open)
/* harmony export */ });
/* harmony import */ var _rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5831);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8419);
/* harmony import */ var _api_host_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9725);
/* harmony import */ var _summary_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4714);
/* harmony import */ var _rules_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5465);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3024);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7598);







// src/delivery/assignments.ts
/** Neon shows these once, and for Stack Auth only. */
const isKey = (output) => output.endsWith("_key");
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
/** Reads what the workflow says of where values go. Problems name inputs and lines, never what stands there. */
function readPlan(operation, values, names) {
	const problems = [];
	const read = (input, lines, nameProblem, from = 1) => readLines(operation, input, lines ?? [], nameProblem, from, problems);
	const env = read("export_env", values.export_env, names.env);
	const [path, ...further] = values.dotenv_file ?? [];
	const unsaid = path !== void 0 && further.length === 0;
	const own = unsaid && values.export_env ? env : read("dotenv_file", unsaid ? ["plain"] : further, names.env, unsaid ? 1 : 2);
	const secrets = read("github_secrets", values.github_secrets, names.github);
	const variables = read("github_variables", values.github_variables, names.github);
	for (const { name, output } of variables) if (_summary_js__WEBPACK_IMPORTED_MODULE_3__.s[output].kind === "credential") problems.push(`\`github_variables\`: output \`${output}\` is a credential, and a variable is not secret. Put \`${name}\` into \`github_secrets\`.`);
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
function readLines(operation, input, lines, nameProblem, from, problems) {
	const withPresets = input === "export_env" || input === "dotenv_file";
	const late = /* @__PURE__ */ new Set(["sealed", ...operation.later]);
	const always = "route" in operation ? _summary_js__WEBPACK_IMPORTED_MODULE_3__.c : [];
	const settable = [...operation.outputs, ...always].filter((name) => !late.has(name));
	const seen = /* @__PURE__ */ new Set();
	const assignments = lines.flatMap((line, index) => {
		const where = `\`${input}\`, line ${index + from}:`;
		if (withPresets && Object.hasOwn(presets, line)) {
			const fitting = Object.entries(presets[line] ?? {}).filter(([, output]) => settable.includes(output));
			if (fitting.length === 0) problems.push(`${where} \`${operation.operation}\` sets no output of this preset.`);
			const forStack = line === "nextjs-stack";
			return fitting.map(([name, output]) => ({
				name,
				output,
				explicit: forStack && isKey(output)
			}));
		}
		const [, name, output] = /^([^=\s]+)\s*=\s*([a-z_]+)$/.exec(line) ?? [];
		if (name === void 0 || output === void 0) {
			const known = withPresets ? `, or one of the presets ${(0,_rules_js__WEBPACK_IMPORTED_MODULE_6__.t)(Object.keys(presets))}` : "";
			problems.push(`${where} must be \`NAME=output\` with the name of an output${known}.`);
			return [];
		}
		const problem = nameProblem(name);
		if (problem) problems.push(`${where} the name ${problem}.`);
		if (!settable.includes(output)) problems.push(`${where} \`${operation.operation}\` has no output of that name. It has ${(0,_rules_js__WEBPACK_IMPORTED_MODULE_6__.t)(settable)}.`);
		if (problem || !settable.includes(output)) return [];
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
// src/delivery/environment.ts
/** In bytes. Linux starts no process with a `NAME=value` of this length, the closing zero byte left out. */
const TOO_LONG = 131072;
/**
* Names, and beginnings of names (with `*`), through which a value would run code in later steps or change
* where they find programs, whom they trust and what the runner does. A value comes from outside, so none of
* them is set, however it is spelled: Windows knows no case in them.
*/
const reserved = [
	..."CI GITHUB_* RUNNER_* ACTIONS_* AGENT_* INPUT_* STATE_*".split(" "),
	..."PATH PATHEXT HOME USERPROFILE XDG_* TMPDIR TMP TEMP SYSTEMROOT WINDIR COMSPEC".split(" "),
	..."SHELL SHELLOPTS BASHOPTS BASH_* ENV IFS PS4 PROMPT_COMMAND ZDOTDIR CDPATH PSMODULEPATH".split(" "),
	..."EDITOR VISUAL PAGER MANPAGER BROWSER LESS LESSOPEN LESSCLOSE".split(" "),
	..."LD_* DYLD_* GCONV_PATH GLIBC_TUNABLES LOCPATH NLSPATH".split(" "),
	..."NODE_* NPM_* PNPM_* YARN_* COREPACK_* BUN_* DENO_* ELECTRON_* TS_NODE_*".split(" "),
	..."PYTHON* PIP_* UV_* PERL* RUBY* GEM_* BUNDLE_* PHPRC PHP_INI_SCAN_DIR LUA_*".split(" "),
	..."JAVA_* _JAVA_OPTIONS JDK_* CLASSPATH MAVEN_* GRADLE_* DOTNET_* CORECLR_* COR_* COMPLUS_* MSBUILD*".split(" "),
	..."GIT_* SSH_* MAKEFLAGS MFLAGS GNUMAKEFLAGS CC CXX LD CFLAGS CXXFLAGS LDFLAGS".split(" "),
	..."GOFLAGS GOROOT GOPROXY GOTOOLCHAIN RUST* CARGO_* DOCKER_* KUBECONFIG TAR_OPTIONS".split(" "),
	..."HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY CURL_* WGETRC REQUESTS_CA_BUNDLE SSL_* OPENSSL_*".split(" ")
];
const proper = /^[A-Za-z_][A-Za-z0-9_]*$/;
/**
* What is wrong with the name of an environment variable, as the end of the sentence "The name …". An
* improper name may be anything, a pasted secret too, so it is better not printed.
*/
function nameProblem$1(name) {
	if (!proper.test(name)) return "must be letters, digits and `_`, with no digit at the start";
	const upper = name.toUpperCase();
	const rule = reserved.find((entry) => entry.endsWith("*") ? upper.startsWith(entry.slice(0, -1)) : upper === entry);
	return rule && `is refused, because \`${rule}\` changes what later steps run or trust: choose another one`;
}
/** The last barrier before a name is written into a file; the inputs are checked for all of this before. */
function refuseNames(input, names) {
	const problems = names.flatMap((name) => {
		const problem = nameProblem$1(name);
		if (!problem) return [];
		return [`\`${input}\`: ${proper.test(name) ? `\`${name}\`` : "a name"} ${problem}.`];
	});
	if (problems.length > 0) throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__.a(problems);
}
/** The environment of the later steps of the job. What has no value keeps the one that it has. */
function openEnvironment(names) {
	refuseNames("export_env", names);
	refuseMissingFile();
	return { async put(items) {
		const problems = [];
		const placed = [];
		for (const item of items) {
			const problem = valueProblem(item);
			const state = problem ? void 0 : set(item);
			if (state) placed.push({
				name: item.name,
				where: "environment",
				state
			});
			else problems.push(problem ?? `\`export_env\`: \`${item.name}\` could not be written to \`GITHUB_ENV\`.`);
		}
		const written = placed.filter(({ state }) => state === "written").map(({ name }) => name);
		if (problems.length > 0) throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__.a([`${problems.join(" ")} Set for later steps: ${(0,_rules_js__WEBPACK_IMPORTED_MODULE_6__.t)(written) || "nothing"}.`]);
		return placed;
	} };
}
/** Without the file, the toolkit prints the value to the log. */
function refuseMissingFile() {
	if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_4__.statSync)(process.env.GITHUB_ENV ?? "", { throwIfNoEntry: false })?.isFile()) throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__.a(["`export_env`: `GITHUB_ENV` names no file, so nothing can be set for later steps. Run this action as a step of a workflow."]);
}
/** Nothing if it failed. */
function set({ name, value }) {
	if (!value) return process.env[name] ? "kept" : "left";
	try {
		(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__.c)(name, value);
		return "written";
	} catch {
		return;
	}
}
function valueProblem({ name, output, value = "" }) {
	const fault = value.includes("\0") ? "has a zero byte, which no environment can hold" : !value.isWellFormed() ? "has half a character, which no environment can hold" : Buffer.byteLength(`${name}=${value}`) >= TOO_LONG ? "is too long: with more than 128 KiB in one variable, no later step could start a process" : void 0;
	return fault && `\`export_env\`: output \`${output}\` ${fault}. Leave \`${name}\` out.`;
}
// src/delivery/github/names.ts
/** What is wrong with a name of a secret or variable, by GitHub's rules. Completes "the name …", without the name. */
function nameProblem(name) {
	if (!/^[A-Za-z0-9_]+$/.test(name)) return "must consist of letters, digits and `_`";
	if (/^\d/.test(name)) return "must not start with a digit";
	if (/^GITHUB_/i.test(name)) return "must not start with `GITHUB_`, which GitHub keeps for itself";
}
// src/delivery/seal.ts
/** What the runner says of this job. */
const sealContext = () => ({
	repository: process.env.GITHUB_REPOSITORY,
	run: process.env.GITHUB_RUN_ID
});
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
	(0,node_crypto__WEBPACK_IMPORTED_MODULE_5__.scrypt)(key, salt, 32, cost, (error, made) => error ? failed(error) : done(made));
});
/** The preflight: finds out what would keep `seal` and `open` from working, whatever the values are. */
function checkSealing(key, { repository, run }) {
	const problems = [[...key.reveal()].length < SHORTEST_KEY && `\`seal_key\` must have at least ${SHORTEST_KEY} characters. Make one by chance, for example with \`openssl rand -base64 32\`, and pass it from a secret.`, !(repository && run) && "Nothing can be sealed or opened: `GITHUB_REPOSITORY` or `GITHUB_RUN_ID` is empty. Run this action as a step of a workflow."].filter((problem) => problem !== false);
	if (problems.length > 0) throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__.a(problems);
}
/** Seals outputs into a text that the runner lets through as a job output. */
async function seal(values, key, context, stretch = stretched) {
	checkSealing(key, context);
	const plain = JSON.stringify(values);
	const bytes = 33 + Buffer.byteLength(plain) + TAG;
	if (Math.ceil(bytes * 4 / 3) > LONGEST) throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__.a(["`seal_key`: the outputs are too long to be sealed, because GitHub takes no job output of more than 1 MB."]);
	const head = withoutMask(() => Buffer.concat([Buffer.of(VERSION), (0,node_crypto__WEBPACK_IMPORTED_MODULE_5__.randomBytes)(SALT)]));
	const made = await stretch(key.reveal(), head.subarray(1));
	return withoutMask(() => {
		const nonce = (0,node_crypto__WEBPACK_IMPORTED_MODULE_5__.randomBytes)(NONCE);
		const cipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_5__.createCipheriv)("aes-256-gcm", made, nonce, { authTagLength: TAG });
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
		if (!(0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.T)(bytes.toString("base64url"))) return bytes;
	}
	throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__.a(["`seal_key`: whatever is sealed here holds a masked text, and GitHub would drop it. A secret of this step is only a few characters long: give it a longer one."]);
}
/** Opens a sealed text. Outputs that this version does not know are left out. */
async function open(sealed, key, context, stretch = stretched) {
	checkSealing(key, context);
	const refuse = (problem) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__.a([`\`sealed\` ${problem}`]);
	if (sealed === "") throw refuse("is empty: the job that seals did not hand it on. It needs `needs`, and an output of the job that names the step's output `sealed`.");
	if (sealed.length > LONGEST) throw refuse("is too long to be what this action sealed.");
	const bytes = Buffer.from(sealed, "base64url");
	if (bytes.toString("base64url") !== sealed) throw refuse("is not what this action sealed: it holds other characters, or lost some. Pass the output on as it is.");
	if (bytes[0] !== VERSION) throw refuse("was sealed by another version of this action: use the same version in both jobs.");
	if (bytes.length <= 49) throw refuse("was cut off. Pass the output on as it is.");
	const salt = bytes.subarray(1, 21);
	const nonce = bytes.subarray(21, 33);
	const decipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_5__.createDecipheriv)("aes-256-gcm", await stretch(key.reveal(), salt), nonce, { authTagLength: TAG });
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
	return Object.fromEntries(Object.entries(values).filter(([name, value]) => Object.hasOwn(_summary_js__WEBPACK_IMPORTED_MODULE_3__.s, name) && typeof value === "string"));
}
// src/delivery/delivery.ts
const names = {
	env: nameProblem$1,
	github: nameProblem
};
/** Everything that is wrong with the inputs that say where values go. */
const deliveryProblems = (operation, values) => readPlan(operation, values, names).problems;
/** The preflight: nothing that cannot be asked for twice is asked for before each place is known to work. */
async function openDelivery(step, budget) {
	const { values } = step;
	const { plan } = readPlan(step.endpoint, values, names);
	const context = sealContext();
	const places = [];
	const add = (place, assignments, stays = false) => places.push({
		place,
		assignments,
		stays
	});
	const namesOf = (assignments) => assignments.map(({ name }) => name);
	const sealing = (0,_summary_js__WEBPACK_IMPORTED_MODULE_3__.f)(step) ? void 0 : values.seal_key;
	if (sealing) checkSealing(sealing, context);
	if (plan.env.length > 0) add(openEnvironment(namesOf(plan.env)), plan.env);
	if (plan.dotenv) {
		const { openDotenv } = await __webpack_require__.e(/* import() */ 422).then(__webpack_require__.bind(__webpack_require__, 2422));
		const folders = {
			temp: process.env.RUNNER_TEMP,
			workspace: process.env.GITHUB_WORKSPACE
		};
		const { path, assignments } = plan.dotenv;
		add(await openDotenv(path, namesOf(assignments), folders), assignments);
	}
	if (values.github_token && plan.secrets.length + plan.variables.length > 0) {
		const { openGithub } = await __webpack_require__.e(/* import() */ 676).then(__webpack_require__.bind(__webpack_require__, 3676));
		const repository = values.github_repository ?? process.env.GITHUB_REPOSITORY ?? "";
		const { secrets, variables } = await openGithub({
			token: values.github_token,
			repository,
			target: values.github_target,
			budget,
			retries: values.retries
		}, namesOf(plan.secrets), namesOf(plan.variables));
		add(secrets, plan.secrets, true);
		add(variables, plan.variables, true);
	}
	async function deliver(texts) {
		const delivered = [];
		const failures = [];
		const attempt = (work) => work.then((done) => delivered.push(...done), (error) => failures.push((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__.o)(error)));
		if (sealing) await attempt(sealOutputs(texts, sealing));
		const isStack = texts.get("auth_provider")?.text === "stack";
		for (const { place, assignments: all, stays } of places) {
			const assignments = all.filter(({ output, explicit }) => explicit || texts.has(output) || isStack && isKey(output));
			const items = assignments.map(({ name, output }) => ({
				name,
				output,
				value: texts.get(output)?.text
			}));
			await attempt(place.put(items).then((placed) => {
				warnOfMissing(assignments, texts, placed);
				return placed.flatMap((one) => {
					const item = items.find(({ name }) => name === one.name);
					return item ? [{
						...one,
						output: item.output,
						stays
					}] : [];
				});
			}));
		}
		if (failures.length > 0) throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__.i(step.endpoint.operation, failures);
		return delivered;
	}
	async function sealOutputs(texts, key) {
		const entries = _summary_js__WEBPACK_IMPORTED_MODULE_3__.l.flatMap((name) => {
			const found = texts.get(name);
			return found && (found.masked || _summary_js__WEBPACK_IMPORTED_MODULE_3__.s[name].kind === "text") ? [[name, found.text]] : [];
		});
		(0,_summary_js__WEBPACK_IMPORTED_MODULE_3__.n)({ sealed: await seal(Object.fromEntries(entries), key, context) }, values.mask);
		return entries.map(([name]) => ({
			name,
			output: name,
			where: "output `sealed`",
			state: "written",
			stays: false
		}));
	}
	return { deliver };
}
/** Neon shows keys only once, so a run that finds the integration in place has none to put anywhere. */
function warnOfMissing(assignments, texts, placed) {
	for (const { name, output } of assignments) {
		const found = placed.find((one) => one.name === name);
		if (!found || texts.has(output)) continue;
		const cure = isKey(output) ? " `generate-sdk-keys` makes new keys." : "";
		const fate = found.state === "kept" ? "was left as it is" : "is not set";
		(0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.C)(`Output \`${output}\` has no value, so \`${name}\` (${found.where}) ${fate}.${cure}`);
	}
}



/***/ })

};
