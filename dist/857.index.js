"use strict";
exports.id = 857;
exports.ids = [857];
exports.modules = {

/***/ 6857:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readUsers: () => (/* binding */ readUsers)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4573);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);




// src/operations/users-file.ts
const fields = [
	"email",
	"name",
	"roles",
	"password"
];
const LARGEST = 5e6;
const MOST = 20;
const notUtf8 = "is not UTF-8: save the file as UTF-8, which Excel calls “CSV UTF-8”";
async function readUsers(file, scope, workspace = process.env.GITHUB_WORKSPACE ?? ".") {
	const bytes = readBytes(file, workspace);
	const text = bytes.toString().replace(/^\ufeff/, "");
	if (text.includes("\0")) refuse(notUtf8);
	const csv = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.extname)(file).toLowerCase() === ".csv";
	const rows = csv ? await parseCsv(text) : parseJson(text);
	if (rows.length === 0) refuse("has no users in it");
	const problems = csv ? [] : unknownFields(rows);
	const firstOf = new Map();
	const users = rows.map(({ given }, index) => {
		const problem = (text) => problems.push([index, text]);
		const user = readUser(given, problem, !(0,node_buffer__WEBPACK_IMPORTED_MODULE_2__.isUtf8)(bytes));
		const key = user.email.toLowerCase();
		const first = firstOf.get(key) ?? index;
		if (key !== "") firstOf.set(key, first);
		if (first !== index) problem(`\`email\` is the same as that of user ${first + 1}`);
		for (const name of ["roles", "password"]) if (user[name] && scope === "project") problem(`\`${name}\` can be given on a branch only: name the branch, or drop the field`);
		return user;
	});
	if (problems.length === 0 && (0,node_buffer__WEBPACK_IMPORTED_MODULE_2__.isUtf8)(bytes)) return users;
	if (problems.length === 0) refuse(notUtf8);
	const lines = csv ? rows.map(({ line }) => line) : await linesOf(text);
	throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn(listed(problems, lines));
}
function refuse(problem, line) {
	throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn([`\`users_file\`${line ? `, line ${line}:` : ""} ${problem}.`]);
}
function readBytes(file, workspace) {
	const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(workspace, file);
	try {
		const { size } = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(path);
		if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(path).isFile()) refuse(`names \`${file}\`, which is no ordinary file`);
		if (size > LARGEST) refuse(`is larger than ${LARGEST / 1e6} MB: split it`);
		return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(path);
	} catch (error) {
		if (error instanceof _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn) throw error;
		const { code } = error;
		if (code !== "ENOENT" && code !== "ENOTDIR") refuse(`cannot be read (${code})`);
		return refuse(`names \`${file}\`, and no such file is there. Check that a step with \`actions/checkout\` comes before this one, and that the path is relative to the workspace`);
	}
}
async function parseCsv(text) {
	const { parse } = await __webpack_require__.e(/* import() */ 175).then(__webpack_require__.bind(__webpack_require__, 5175));
	try {
		return parse(text, {
			columns: checkHeader,
			trim: true,
			skip_empty_lines: true,
			info: true
		}).map(({ record, info }) => ({
			given: record,
			line: info.lines
		}));
	} catch (error) {
		const { code, lines } = error;
		if (lines === void 0) throw error;
		if (code === "CSV_RECORD_INCONSISTENT_COLUMNS") refuse("there are more or fewer fields than in the header", lines);
		return refuse("a quotation mark is out of place", lines);
	}
}
function checkHeader(header) {
	const [only = ""] = header;
	if (header.length === 1 && only.includes(";")) refuse("the fields are separated by `;`, as Excel writes them in many countries. Separate them by `,`, or give a JSON list", 1);
	const twice = fields.filter((field) => header.indexOf(field) !== header.lastIndexOf(field));
	const unknown = header.map(unknownField).filter((problem) => problem !== void 0);
	const missing = header.includes("email") ? [] : ["there is no field `email`"];
	const problems = [
		...twice.map((field) => `the field \`${field}\` is there twice`),
		...unknown,
		...missing
	];
	if (problems.length > 0) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn(problems.map((problem) => `\`users_file\`, line 1: ${problem}.`));
	return header;
}
function unknownField(name, index) {
	if (fields.some((field) => field === name)) return void 0;
	return `${/^[a-z]+([ _-][a-z]+){0,2}$/i.test(name) && name.length <= 30 ? `unknown field \`${name}\`${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.bt)(name, fields)}` : `field ${index + 1} is unknown`}; there are ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.v)(fields)}`;
}
function parseJson(text) {
	let list;
	try {
		list = JSON.parse(text);
	} catch (error) {
		const [, line] = /\(line (\d+) column \d+\)/.exec(error.message) ?? [];
		refuse(`is not proper JSON${line ? `: see line ${line}` : ""}. Only a file named \`….csv\` is read as CSV`);
	}
	if (!Array.isArray(list)) refuse("must be a JSON list of objects, or a CSV file with a header, named `….csv`");
	return list.map((given) => ({ given }));
}
function unknownFields(rows) {
	const told = new Set();
	return rows.flatMap(({ given }, index) => Object.keys(isObject(given) ? given : {}).flatMap((name, at) => {
		const problem = told.has(name) ? void 0 : unknownField(name, at);
		told.add(name);
		return problem === void 0 ? [] : [[index, problem]];
	}));
}
const isObject = (given) => typeof given === "object" && given !== null && !Array.isArray(given);
function readUser(given, say, broken) {
	if (!isObject(given)) {
		say("is no object");
		return { email: "" };
	}
	const read = (field) => readField(field, given[field], say, broken);
	const [email, name, roles] = [
		read("email"),
		read("name"),
		read("roles")
	];
	if (isEmpty(given.email)) say("`email` is missing");
	const password = isEmpty(given.password) ? {} : readPassword(given.password, say);
	return {
		email: email ?? "",
		...name && { name },
		...roles && { roles },
		...password
	};
}
function readPassword(given, say) {
	const { env } = isObject(given) ? given : {};
	if (typeof given !== "string" && (typeof env !== "string" || Object.keys(Object(given)).length !== 1)) {
		say("`password` must be a text, or `{ \"env\": \"NAME\" }` with the name of a variable of the step's `env`");
		return {};
	}
	const text = typeof given === "string" ? given : process.env[String(env)] ?? "";
	if (text.trim() === "") say("`password` is empty: the variable that it names is not set in the step's `env`");
	else (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.cn)(text);
	const parsed = _step_js__WEBPACK_IMPORTED_MODULE_0__.z.password.parse(text);
	if (!parsed && text.trim() !== "") say(`\`password\` must ${_step_js__WEBPACK_IMPORTED_MODULE_0__.z.password.must}`);
	return parsed ? {
		password: parsed.value,
		...typeof given === "string" && { open: true }
	} : {};
}
const isEmpty = (given) => given === void 0 || given === null || Array.isArray(given) && given.length === 0 || typeof given === "string" && given.trim() === "";
function readField(field, given, say, broken) {
	if (isEmpty(given)) return void 0;
	const text = textOf(field, given);
	if (text === void 0) say(`\`${field}\` must be a text${field === "roles" ? " or a list of texts" : ""}`);
	else if (!text.isWellFormed()) say(`\`${field}\` holds half of a character`);
	else if (broken && text.includes("�")) say(`\`${field}\` ${notUtf8}`);
	else {
		const parsed = _step_js__WEBPACK_IMPORTED_MODULE_0__.z[field].parse(text);
		if (!parsed) say(`\`${field}\` must ${_step_js__WEBPACK_IMPORTED_MODULE_0__.z[field].must}`);
		return parsed?.value;
	}
}
function textOf(field, given) {
	if (typeof given === "string") return field === "roles" ? given.replaceAll(";", "\n") : given;
	return field === "roles" && Array.isArray(given) && given.every((role) => typeof role === "string") ? given.join("\n") : void 0;
}
async function linesOf(text) {
	const { LineCounter, parseDocument } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
	const lineCounter = new LineCounter();
	const { contents } = parseDocument(text, { lineCounter });
	return (contents?.items ?? []).map(({ range }) => lineCounter.linePos(range[0]).line);
}
function listed(problems, lines) {
	const shown = problems.toSorted(([a], [b]) => a - b).slice(0, MOST).map(([index, text]) => `\`users_file\`, line ${lines[index]}, user ${index + 1}: ${text}.`);
	const more = problems.length - shown.length;
	return more > 0 ? [...shown, `… and ${more} more problems.`] : shown;
}



/***/ })

};
;