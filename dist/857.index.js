export const id = 857;
export const ids = [857];
export const modules = {

/***/ 6857:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readUsers: () => (/* binding */ readUsers)
/* harmony export */ });
/* harmony import */ var _rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5831);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8468);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4061);
/* harmony import */ var _near_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1826);
/* harmony import */ var _rules_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5465);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3024);
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4573);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6760);








// src/operations/users-file.ts
const fields = [
	"email",
	"name",
	"roles"
];
/** Largest file in bytes: some 50,000 users, more than Neon's rate limit lets through in an hour. */
const LARGEST = 5e6;
/** More problems than this are counted, not listed. */
const MOST = 20;
const notUtf8 = "is not UTF-8: save the file as UTF-8, which Excel calls “CSV UTF-8”";
/**
* Users from a JSON list of objects or a CSV file with a header, both with `email` and perhaps `name` and
* `roles`. The path is relative to the workspace. Everything wrong is one error that names lines and fields, not
* values. Throws for roles on the project-scoped API, which cannot set them.
*/
async function readUsers(file, scope, workspace = process.env.GITHUB_WORKSPACE ?? ".") {
	const bytes = readBytes(file, workspace);
	const text = bytes.toString().replace(/^\ufeff/, "");
	if (text.includes("\0")) refuse(notUtf8);
	const csv = (0,node_path__WEBPACK_IMPORTED_MODULE_5__.extname)(file).toLowerCase() === ".csv";
	const rows = csv ? await parseCsv(text) : parseJson(text);
	if (rows.length === 0) refuse("has no users in it");
	const problems = csv ? [] : unknownFields(rows);
	const firstOf = /* @__PURE__ */ new Map();
	const users = rows.map(({ given }, index) => {
		const problem = (text) => problems.push([index, text]);
		const user = readUser(given, problem, !(0,node_buffer__WEBPACK_IMPORTED_MODULE_4__.isUtf8)(bytes));
		const key = user.email.toLowerCase();
		const first = firstOf.get(key) ?? index;
		if (key !== "") firstOf.set(key, first);
		if (first !== index) problem(`\`email\` is the same as that of user ${first + 1}`);
		if (user.roles && scope === "project") problem("`roles` can be given on a branch only: name the branch, or drop them");
		return user;
	});
	if (problems.length === 0 && (0,node_buffer__WEBPACK_IMPORTED_MODULE_4__.isUtf8)(bytes)) return users;
	if (problems.length === 0) refuse(notUtf8);
	const lines = csv ? rows.map(({ line }) => line) : await linesOf(text);
	throw new _secret_js__WEBPACK_IMPORTED_MODULE_1__._(listed(problems, lines));
}
function refuse(problem, line) {
	throw new _secret_js__WEBPACK_IMPORTED_MODULE_1__._([`\`users_file\`${line ? `, line ${line}:` : ""} ${problem}.`]);
}
/** Only an ordinary file is read: a pipe would be waited for, and a device has no end. */
function readBytes(file, workspace) {
	const path = (0,node_path__WEBPACK_IMPORTED_MODULE_5__.resolve)(workspace, file);
	try {
		const { size } = (0,node_fs__WEBPACK_IMPORTED_MODULE_3__.statSync)(path);
		if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_3__.statSync)(path).isFile()) refuse(`names \`${file}\`, which is no ordinary file`);
		if (size > LARGEST) refuse(`is larger than ${LARGEST / 1e6} MB: split it`);
		return (0,node_fs__WEBPACK_IMPORTED_MODULE_3__.readFileSync)(path);
	} catch (error) {
		if (error instanceof _secret_js__WEBPACK_IMPORTED_MODULE_1__._) throw error;
		const { code } = error;
		if (code !== "ENOENT" && code !== "ENOTDIR") refuse(`cannot be read (${code})`);
		return refuse(`names \`${file}\`, and no such file is there. Check that a step with \`actions/checkout\` comes before this one, and that the path is relative to the workspace`);
	}
}
/** The parser is loaded only for a file of its kind. Its messages quote the text, so they go nowhere. */
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
	if (problems.length > 0) throw new _secret_js__WEBPACK_IMPORTED_MODULE_1__._(problems.map((problem) => `\`users_file\`, line 1: ${problem}.`));
	return header;
}
/** What does not look like a word may be data, if the header is missing, or a credential: it is not shown. */
function unknownField(name, index) {
	if (fields.some((field) => field === name)) return void 0;
	return `${/^[a-z]+([ _-][a-z]+){0,2}$/i.test(name) && name.length <= 30 ? `unknown field \`${name}\`${(0,_near_js__WEBPACK_IMPORTED_MODULE_6__.t)(name, fields)}` : `field ${index + 1} is unknown`}; there are ${(0,_rules_js__WEBPACK_IMPORTED_MODULE_7__.n)(fields)}`;
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
/** Each unknown field once, with the first user who has it. */
function unknownFields(rows) {
	const told = /* @__PURE__ */ new Set();
	return rows.flatMap(({ given }, index) => Object.keys(isObject(given) ? given : {}).flatMap((name, at) => {
		const problem = told.has(name) ? void 0 : unknownField(name, at);
		told.add(name);
		return problem === void 0 ? [] : [[index, problem]];
	}));
}
const isObject = (given) => typeof given === "object" && given !== null && !Array.isArray(given);
/** `broken`: bytes that are not UTF-8 were replaced when the file was decoded. */
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
	return {
		email: email ?? "",
		...name && { name },
		...roles && { roles }
	};
}
const isEmpty = (given) => given === void 0 || given === null || Array.isArray(given) && given.length === 0 || typeof given === "string" && given.trim() === "";
function readField(field, given, say, broken) {
	if (isEmpty(given)) return void 0;
	const text = textOf(field, given);
	if (text === void 0) say(`\`${field}\` must be a text${field === "roles" ? " or a list of texts" : ""}`);
	else if (!text.isWellFormed()) say(`\`${field}\` holds half of a character`);
	else if (broken && text.includes("�")) say(`\`${field}\` ${notUtf8}`);
	else {
		const parsed = _inputs_js__WEBPACK_IMPORTED_MODULE_2__.n[field].parse(text);
		if (!parsed) say(`\`${field}\` must ${_inputs_js__WEBPACK_IMPORTED_MODULE_2__.n[field].must}`);
		return parsed?.value;
	}
}
/** Several roles are a list, or one text in which `;` separates them. */
function textOf(field, given) {
	if (typeof given === "string") return field === "roles" ? given.replaceAll(";", "\n") : given;
	return field === "roles" && Array.isArray(given) && given.every((role) => typeof role === "string") ? given.join("\n") : void 0;
}
/** The lines on which the entries of a JSON list begin. */
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
