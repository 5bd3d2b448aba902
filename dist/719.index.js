"use strict";
exports.id = 719;
exports.ids = [719];
exports.modules = {

/***/ 9719:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findUsers: () => (/* binding */ findUsers),
/* harmony export */   waitForSync: () => (/* binding */ waitForSync)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7030);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7075);




// src/engine/database.ts
const EVERY$1 = 1e3;
const HANGS = 15e3;
const LATE = 5e3;
async function withDatabase(url, budget, work) {
	(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.nt)();
	const [{ default: pg }, config] = [await __webpack_require__.e(/* import() */ 849).then(__webpack_require__.bind(__webpack_require__, 3849)), configOf(url, budget)];
	for (const started = Date.now();; await budget.wait(EVERY$1)) {
		const client = new pg.Client(config);
		client.on("error", () => void 0);
		try {
			await client.connect();
			return await work(client);
		} catch (error) {
			if (error instanceof _step_js__WEBPACK_IMPORTED_MODULE_0__.vn) throw error;
			const cause = budget.signal.aborted ? "no answer" : causeOf(error);
			const refusal = refusalOf(cause);
			const late = cause === "42P01" && Date.now() - started < LATE;
			if (refusal && !late) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.vn(`${refusal} (${cause}).`, false);
			const ended = budget.ended(EVERY$1);
			if (ended) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.vn(`The database of \`database_url\` was not reached (${cause}), and ${ended}.`, false);
		} finally {
			client.end().catch(() => void 0);
		}
	}
}
function configOf(url, { signal }) {
	const address = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Z)(url.reveal());
	if (!address) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.vn("`database_url` is no connection string.", false);
	const { authority, channelBinding, options, tls, ...where } = address;
	return {
		...where,
		...options && { options },
		ssl: tls && {
			rejectUnauthorized: true,
			...authority && { ca: (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(authority) }
		},
		enableChannelBinding: channelBinding,
		connectionTimeoutMillis: HANGS,
		query_timeout: HANGS,
		application_name: "neon-auth-action",
		stream: () => (0,node_stream__WEBPACK_IMPORTED_MODULE_3__.addAbortSignal)(signal, new node_net__WEBPACK_IMPORTED_MODULE_2__.Socket())
	};
}
function causeOf(error) {
	const { code, message } = error;
	if (typeof code === "string") return code;
	return /^(SASL|timeout expired|Query read timeout|The server does not support SSL)/.exec(`${message}`)?.[0] ?? "no answer";
}
const again = "copy the connection string from the Neon Console again";
const branch = "check that `database_url` names the branch and the database of the integration";
const refusals = {
	"28P01": `The database did not accept the user or the password of \`database_url\`: ${again}`,
	"28000": "The database does not let the user of `database_url` in over this connection: it must be encrypted, so leave `sslmode` at `require`, and nobody may stand in between who decrypts it",
	"3D000": `The server has no database of the name that \`database_url\` says: ${branch}`,
	"42501": "The user of `database_url` may not read the users: take the owner of the database, or grant it USAGE on the schema `neon_auth` and SELECT on its tables",
	"42P01": `There is no table of users: ${branch}, and that \`auth_provider\` is right`,
	"42703": `The table of users has other columns than expected: ${branch}, and that \`auth_provider\` is right`,
	ENOTFOUND: `There is no host of the name that \`database_url\` says: ${again}`,
	SASL: `The database wants another way to sign in than \`database_url\` allows: ${again}`,
	"The server does not support SSL": "The database does not encrypt the connection, which `sslmode` of `database_url` asks for: check host and port"
};
function refusalOf(cause) {
	if (cause.startsWith("ERR_OSSL_")) return "The file that `sslrootcert` of `database_url` names cannot be read as certificates: write it again, or drop it";
	return (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.rt)(cause) ? "The certificate of the database is not trusted: check the host in `database_url`; for a certificate authority of your own, set `NODE_EXTRA_CA_CERTS` for the job" : refusals[cause];
}
// src/engine/sync.ts
const EVERY = 1e3;
const tables = {
	stack: {
		name: "neon_auth.users_sync",
		where: "deleted_at IS NULL"
	},
	better_auth: {
		name: "neon_auth.\"user\"",
		where: "true"
	}
};
async function findUsers(emails, provider, database, budget) {
	const table = tables[provider];
	if (!table) return new Map();
	const text = `SELECT lower(email) AS email, min(id::text) AS id FROM ${table.name} WHERE lower(email) = ANY($1) AND ${table.where} GROUP BY 1 HAVING count(*) = 1`;
	const wanted = emails.map((email) => email.toLowerCase());
	const { rows } = await withDatabase(database, budget, (client) => client.query(text, [wanted])).catch(adding("No user was created."));
	return new Map(rows.map(({ email, id }) => [email, id]));
}
async function waitForSync(ids, provider, database, budget) {
	const table = tables[provider];
	if (!table) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.vn(`\`wait_for_sync\`: ${provider} keeps its users in no table.`, false);
	const text = `SELECT count(*)::int AS found FROM ${table.name} WHERE id::text = ANY($1)`;
	await withDatabase(database, budget, async (client) => {
		for (let looks = 1;; looks++) {
			const { rows } = await client.query(text, [ids]);
			const found = rows[0]?.found ?? 0;
			if (found >= ids.length) return;
			const last = `${found} of ${ids.length} rows are there in ${table.name}`;
			if (looks === 1) (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.nn)(`Waiting for the database: ${last}.`);
			const ended = budget.ended(EVERY);
			if (ended) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.vn(`\`wait_for_sync\`: ${last}, and ${ended}. Check that \`database_url\` is the branch and database of the integration.`, false);
			await budget.wait(EVERY);
		}
	}).catch(adding("The users themselves were created: do not create them again."));
}
const adding = (what) => (error) => {
	throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.vn(`${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.wn)(error)} ${what}`, false);
};



/***/ })

};
;