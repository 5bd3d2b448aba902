"use strict";
exports.id = 748;
exports.ids = [748];
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



/***/ })

};
;