"use strict";
exports.id = 422;
exports.ids = [422];
exports.modules = {

/***/ 2422:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openDotenv: () => (/* binding */ openDotenv)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var _assignments_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4748);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3024);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7975);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7598);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6760);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1421);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1455);








// src/delivery/private-file.ts
const LARGEST = 1048576;
const GIT_MS = 1e4;
async function openPrivateFile(input, path, { temp, workspace }) {
	const refuse = (problem) => new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn([`\`${input}\` ${problem}`]);
	const root = rootOf(path, [temp, workspace]);
	if (!root) throw refuse("must lie below `RUNNER_TEMP`, where a relative path begins, or below the workspace, and its path must hold no control characters.");
	const file = (0,node_path__WEBPACK_IMPORTED_MODULE_5__.resolve)(temp || root, path);
	const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_5__.dirname)(file);
	const parts = (0,node_path__WEBPACK_IMPORTED_MODULE_5__.relative)(root, file).split(node_path__WEBPACK_IMPORTED_MODULE_5__.sep);
	if (parts.some((part) => /^\.git$/i.test(part))) throw refuse("lies in a `.git` folder, where git would obey it: choose another path.");
	const inspect = async () => {
		const places = parts.map((_, index) => (0,node_path__WEBPACK_IMPORTED_MODULE_5__.join)(root, ...parts.slice(0, index + 1)));
		for (const place of places) {
			const shown = `\`${(0,node_path__WEBPACK_IMPORTED_MODULE_5__.relative)(root, place)}\``;
			const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_7__.lstat)(place).catch((error) => {
				if (codeOf(error) === "ENOENT") return void 0;
				throw refuse(`cannot be used: ${shown} cannot be looked at (${codeOf(error)}).`);
			});
			if (!found && place === file) return;
			if (!found) throw refuse(`needs the folder ${shown}, which is not there: create it in a step before.`);
			if (found.isSymbolicLink()) throw refuse(`would be written through the symbolic link ${shown}: give the path without links.`);
			if (place !== file && !found.isDirectory()) throw refuse(`needs the folder ${shown}, but that is not a folder.`);
			if (place !== file) continue;
			const kind = found.isDirectory() ? "folder" : "device or pipe";
			if (!found.isFile()) throw refuse(`names a ${kind}: give the path of a file.`);
			if (found.size > LARGEST) throw refuse("names a file of more than 1 MiB, which is no file of settings.");
		}
	};
	const write = async (text, target) => {
		const temporary = (0,node_path__WEBPACK_IMPORTED_MODULE_5__.join)(folder, `.neon-auth-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_4__.randomUUID)()}`);
		try {
			const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_7__.open)(temporary, created, 384);
			try {
				await handle.chmod(384);
				await handle.writeFile(text);
				if (target) await handle.sync();
			} finally {
				await handle.close();
			}
			if (target) await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_7__.rename)(temporary, target);
		} catch (error) {
			throw refuse(`cannot be written (${codeOf(error)}); what was there is unchanged.`);
		} finally {
			await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_7__.rm)(temporary, { force: true });
		}
	};
	await inspect();
	if (workspace && isBelow(await real(workspace), await real(folder))) {
		const fault = await commitFault(await real(folder), (0,node_path__WEBPACK_IMPORTED_MODULE_5__.basename)(file));
		if (fault) throw refuse(fault);
	}
	await write("");
	return {
		path: file,
		async read() {
			await inspect();
			try {
				return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_7__.readFile)(file, { flag: node_fs__WEBPACK_IMPORTED_MODULE_2__.constants.O_RDONLY | noLink });
			} catch (error) {
				if (codeOf(error) === "ENOENT") return void 0;
				throw refuse(`cannot be read (${codeOf(error)}).`);
			}
		},
		write: (text) => write(text, file)
	};
}
const noLink = node_fs__WEBPACK_IMPORTED_MODULE_2__.constants.O_NOFOLLOW ?? 0;
const created = node_fs__WEBPACK_IMPORTED_MODULE_2__.constants.O_WRONLY | node_fs__WEBPACK_IMPORTED_MODULE_2__.constants.O_CREAT | node_fs__WEBPACK_IMPORTED_MODULE_2__.constants.O_EXCL | noLink;
function rootOf(path, folders) {
	const [temp] = folders;
	if (/\p{Cc}/u.test(path) || !temp && !(0,node_path__WEBPACK_IMPORTED_MODULE_5__.isAbsolute)(path)) return void 0;
	const file = (0,node_path__WEBPACK_IMPORTED_MODULE_5__.resolve)(temp || "/", path);
	return folders.flatMap((folder) => folder ? [(0,node_path__WEBPACK_IMPORTED_MODULE_5__.resolve)(folder)] : []).filter((folder) => folder !== file && isBelow(folder, file)).sort((a, b) => b.length - a.length)[0];
}
const real = (path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_7__.realpath)(path).catch(() => path);
function isBelow(folder, path) {
	const way = (0,node_path__WEBPACK_IMPORTED_MODULE_5__.relative)(folder, path);
	return way !== ".." && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_5__.sep}`) && !(0,node_path__WEBPACK_IMPORTED_MODULE_5__.isAbsolute)(way);
}
async function commitFault(folder, name) {
	if (!isInGitTree(folder)) return void 0;
	const code = await runGit([
		"-C",
		folder,
		"check-ignore",
		"-q",
		"--",
		`./${name}`
	]);
	if (code === 0) return void 0;
	return code === 1 ? "lies in the workspace, where git would commit it: add it to `.gitignore`, or give a path relative to `RUNNER_TEMP`." : "lies in the workspace, and git cannot tell whether it would commit it: give a path relative to `RUNNER_TEMP`.";
}
function isInGitTree(folder) {
	return (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_5__.join)(folder, ".git")) || (0,node_path__WEBPACK_IMPORTED_MODULE_5__.dirname)(folder) !== folder && isInGitTree((0,node_path__WEBPACK_IMPORTED_MODULE_5__.dirname)(folder));
}
function runGit(args) {
	const env = Object.fromEntries([
		"PATH",
		"HOME",
		"XDG_CONFIG_HOME",
		"USERPROFILE",
		"SYSTEMROOT",
		"LD_LIBRARY_PATH"
	].map((name) => [name, process.env[name]]));
	const settings = [
		"-c",
		"safe.directory=*",
		"-c",
		"core.fsmonitor=false"
	];
	const options = {
		env,
		cwd: (0,node_path__WEBPACK_IMPORTED_MODULE_5__.dirname)(process.execPath),
		timeout: GIT_MS,
		windowsHide: true
	};
	return new Promise((done) => {
		(0,node_child_process__WEBPACK_IMPORTED_MODULE_6__.execFile)("git", [...settings, ...args], options, (error) => done(error ? error.code : 0));
	});
}
function codeOf(error) {
	return String(error.code ?? "unknown error");
}
// src/delivery/dotenv.ts
const assignment = /^(?<indent>[^\S\r\n]*)(?<exported>export\s+)?(?<name>[\w.-]+)(?:\s*=\s*?|:\s+?)(?<value>\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?(?<guard> #'\.)?(?=\s*(?:#.*)?$)/gm;
const GUARD = " #'.";
async function openDotenv(path, names, folders) {
	(0,_assignments_js__WEBPACK_IMPORTED_MODULE_1__.r)("dotenv_file", names);
	const file = await openPrivateFile("dotenv_file", path, folders);
	const read = async () => decode(await file.read());
	const before = await read();
	for (const sample of [
		"'#",
		"\"#",
		"`#"
	]) compose(before, new Map(names.map((name) => [name, sample])));
	return {
		path: file.path,
		async put(items) {
			const text = await read();
			const values = new Map();
			const problems = [];
			for (const { name, output, value } of items) {
				if (!value) continue;
				const plain = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.dn)(value);
				if (quote(plain) !== void 0) values.set(name, plain);
				else problems.push(problemOf(name, output));
			}
			if (values.size > 0) await file.write(compose(text, values));
			if (problems.length > 0) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn([`${problems.join(" ")} Written: ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.v)([...values.keys()]) || "nothing"}.`]);
			const there = new Set(assignments(text).map(({ name }) => name));
			return items.map(({ name, value }) => ({
				name,
				where: file.path,
				state: value ? "written" : there.has(name) ? "kept" : "left"
			}));
		}
	};
}
function quote(value) {
	if (!value.isWellFormed() || /[\0\r]/.test(value)) return void 0;
	if (/^[\w./:@%+,=-]+$/.test(value)) return value;
	if (!value.includes("'")) return `'${value}'${value.endsWith("\\") ? GUARD : ""}`;
	return /["$`]|\\(?:[\\\nnr]|$)/.test(value) ? void 0 : `"${value}"`;
}
function problemOf(name, output) {
	return `\`dotenv_file\`: the value of output \`${output}\` cannot be written so that dotenv, Node and a shell read it alike: it has a carriage return, a zero byte, half a character, or a \`'\` together with \`"\`, \`$\`, \`\` \` \`\` or \`\\\`. Leave \`${name}\` out.`;
}
function compose(text, values) {
	const quoted = new Map([...values].map(([name, value]) => [name, quote(value) ?? ""]));
	const found = assignments(text);
	const added = [...quoted].filter(([added]) => !found.some(({ name }) => name === added));
	const result = replaced(text, quoted) + linesFor(added, text);
	const wanted = [...found.map(({ name, value }) => [name, quoted.get(name) ?? value]), ...added];
	const now = assignments(result).map(({ name, value }) => [name, value]);
	if (!(0,node_util__WEBPACK_IMPORTED_MODULE_3__.isDeepStrictEqual)(now, wanted) || !nodeReads(result, text, values)) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn(["`dotenv_file` names a file whose lines dotenv, Node and a shell read differently: look for a quote that is not closed, or a byte order mark at the start. Nothing was written."]);
	return result;
}
function replaced(text, quoted) {
	return assignments(text).reduceRight((result, { name, start, head, end }) => {
		const value = quoted.get(name);
		const rest = result.slice(end);
		if (value === void 0) return result;
		return `${result.slice(0, start)}${head}${value}${gapBefore(rest.split("\n", 1)[0] ?? "")}${rest}`;
	}, text);
}
function linesFor(added, text) {
	if (added.length === 0) return "";
	const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
	const lines = added.map(([name, value]) => `${name}=${value}${gapBefore(lineEnd.slice(0, -1))}${lineEnd}`);
	return (text === "" || text.endsWith("\n") ? "" : lineEnd) + lines.join("");
}
function nodeReads(result, before, values) {
	const now = (0,node_util__WEBPACK_IMPORTED_MODULE_3__.parseEnv)(result);
	return [...Object.entries((0,node_util__WEBPACK_IMPORTED_MODULE_3__.parseEnv)(before)).filter(([name]) => /^[\w.-]+$/.test(name) && !values.has(name)), ...values].every(([name, value]) => now[name] === value);
}
function gapBefore(rest) {
	if (/^[ \t]*(?:$|[ \t]#)/.test(rest)) return "";
	return rest.startsWith("#") ? " " : " #";
}
function assignments(text) {
	return [...text.matchAll(assignment)].map((match) => {
		const { indent = "", exported, name = "", value = "", guard = "" } = match.groups ?? {};
		return {
			name,
			value: value.trim() + guard,
			start: match.index,
			head: `${indent}${exported ? "export " : ""}${name}=`,
			end: match.index + match[0].trimEnd().length
		};
	});
}
function decode(bytes) {
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch {
		throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn(["`dotenv_file` names a file that is not UTF-8 text."]);
	}
}



/***/ })

};
;