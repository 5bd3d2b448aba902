"use strict";
exports.id = 230;
exports.ids = [230];
exports.modules = {

/***/ 230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   emailServer: () => (/* binding */ emailServer),
/* harmony export */   operations: () => (/* binding */ operations),
/* harmony export */   things: () => (/* binding */ things)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var _mints_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8459);
/* harmony import */ var _reads_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(127);
/* harmony import */ var _sets_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(285);




// src/operations/email.ts
const server = {
	host: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.s)("smtp_host", (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.K)("Host name of your SMTP server.", 255, { essence: (host) => host.toLowerCase() })),
	port: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.s)("smtp_port", (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.q)("Port of your SMTP server, for example `587`.", 1, 65535)),
	username: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.s)("smtp_username", (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.K)("User name at your SMTP server.")),
	password: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.s)("smtp_password", (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.H)("Password at your SMTP server.")),
	sender_email: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.U)("Address that mails come from."),
	sender_name: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.K)("Name that mails come from.", 255)
};
const settings = {
	type: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.s)("email_server_type", (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.V)("`shared`: Neon's email server. `standard`: your own SMTP server, which takes all of `smtp_…` and `sender_…`.", ["shared", "standard"])),
	...server
};
const complete = [
	...[
		"smtp_host",
		"smtp_port",
		"smtp_username",
		"smtp_password"
	],
	"sender_email",
	"sender_name"
];
const emailServer = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.m)(settings, ["type"]));
const output = { email_server: {
	kind: "json",
	about: "The email server, a JSON object without its password.",
	from: (answer) => answer
} };
const get = {
	project: "GET /projects/{project_id}/auth/email_server",
	branch: "GET /projects/{project_id}/branches/{branch_id}/auth/email_provider"
};
const getEmailServer = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	operation: "get-email-server",
	about: "Get the configuration of the email server.",
	routes: get,
	answer: emailServer,
	own: output,
	effect: _reads_js__WEBPACK_IMPORTED_MODULE_2__.t,
	done: ({ answer }) => answer.type === "shared" ? "The email server is Neon's shared one." : `The email server is your own, ${answer.host}.`
});
const saved = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.r)(get, emailServer, (found) => found);
const update = (0,_sets_js__WEBPACK_IMPORTED_MODULE_3__.t)(saved);
const missingOf = (inputs) => inputs.email_server_type === "standard" ? complete.filter((name) => inputs[name] === void 0) : [];
const part = (0,_sets_js__WEBPACK_IMPORTED_MODULE_3__.t)(saved, (found, inputs) => {
	const missing = missingOf(inputs);
	return missing.length === 0 || found?.type === "standard" ? void 0 : `No SMTP server of your own is saved that could be changed in part: give ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.v)(missing)} too. Nothing was changed.`;
});
const updatePart = {
	...part,
	run: (bound, session) => part.run(bound, session).catch((error) => {
		const missing = missingOf(bound.inputs);
		throw missing.length > 0 && error instanceof _step_js__WEBPACK_IMPORTED_MODULE_0__.gn && error.status === 400 ? new _step_js__WEBPACK_IMPORTED_MODULE_0__.gn(`${error.message} Stack Auth needs a server of your own as a whole: give ${(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.v)(missing)} too.`, error) : error;
	})
};
const configure = {
	operation: "update-email-server",
	about: "Configure the email server: Neon's shared one, or your own SMTP server. On a branch with Better Auth, what is not given of a server that is saved stays as it is.",
	fields: settings,
	required: ["email_server_type"],
	answer: emailServer,
	own: output,
	done: ({ changed }) => changed ? "Configured the email server." : "The email server is already configured like that.",
	next: ({ answer }) => answer.type === "shared" ? ["Neon's shared email server is not for production: configure your own SMTP server."] : ["Send a test mail with `send-test-email`."]
};
const ownServer = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.b)("email_server_type", "standard", complete);
const updateOnProject = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	...configure,
	routes: { project: "PATCH /projects/{project_id}/auth/email_server" },
	rules: [(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.x)("email_server_type", "standard", complete), ownServer],
	effect: update,
	deprecated: "Name a branch to use the branch-scoped API."
});
const updateOnBranch = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	...configure,
	routes: { branch: "PATCH /projects/{project_id}/branches/{branch_id}/auth/email_provider" },
	rules: [ownServer],
	effect: updatePart
});
const test = {
	operation: "send-test-email",
	about: "Send a test mail through the SMTP server that is saved, or one that is given whole.",
	answer: () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({
		success: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Et)(),
		error_message: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ht)()
	}),
	effect: (0,_mints_js__WEBPACK_IMPORTED_MODULE_1__.t)({ check: "Look into the mailbox of the recipient before you send another one." }),
	body: ({ recipient_email }) => ({ recipient_email }),
	done: () => "Sent the test mail.",
	next: () => ["Look into the mailbox of the recipient: the mail server has taken the mail, which is not yet delivery."]
};
const refusal = (cure) => ({ success, error_message }) => success ? void 0 : `The mail server did not take the mail: ${error_message ?? "it gave no reason"}. ${cure}`;
const [testSaved] = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	...test,
	routes: { branch: "POST /projects/{project_id}/branches/{branch_id}/auth/email_provider/test" },
	required: ["recipient_email"],
	refused: refusal("Check the server that is saved: `update-email-server` changes it.")
});
const testGiven = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.t)({
	...test,
	routes: { branch: "POST /projects/{project_id}/branches/{branch_id}/auth/send_test_email" },
	fields: server,
	required: ["recipient_email", ...complete],
	refused: refusal("Check host, port, user name and password."),
	deprecated: "Neon has deprecated the route that tests a server which is not saved. Without `smtp_…` and `sender_…`, the step tests the one that is."
});
const things = [{
	kind: "server",
	section: "email_server",
	about: "The mail server: Neon's shared one, or your own, of which what is not given stays as it is.",
	fields: settings,
	partner: [
		"host",
		"port",
		"username"
	],
	update: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.n)(updateOnBranch),
	group: "names and mail",
	shown: {
		read: "plugins",
		part: "email_provider",
		look: get.branch,
		alone: (json) => json,
		missing: true
	}
}];
const operations = [
	...getEmailServer,
	...updateOnProject,
	...updateOnBranch,
	{
		...testSaved,
		variant: "saved"
	},
	...testGiven
];



/***/ }),

/***/ 8459:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ mints)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);

// src/record/effects/mints.ts
const mints = (spec) => ({
	writes: true,
	run: (bound, session) => run(bound, session, spec)
});
async function run(bound, session, spec) {
	const sent = await write(bound, session, spec);
	if (sent === void 0) {
		const done = () => spec.already?.said ?? "";
		return {
			reading: {
				data: {},
				outputs: {},
				warnings: [],
				next: () => [],
				done
			},
			changed: false
		};
	}
	const answer = bound.answer(sent);
	const outcome = bound.made(session, answer);
	const refused = bound.refused(answer);
	if (refused === void 0) return outcome;
	session.progress.changed = false;
	throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.hn(refused);
}
async function write(bound, session, { check, look, already }) {
	const { settings } = session;
	const call = {
		...bound.call(),
		once: true
	};
	const reused = settings.if_exists === "reuse" ? already : void 0;
	const cure = reused?.again ?? check;
	try {
		return await session.write(call);
	} catch (error) {
		if (reused && (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Ht)(error)) return void 0;
		if (!look || !(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Wt)(error) || settings.retries === 0) throw (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Vt)(error, cure);
		(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.nn)(`${error.message} Looking at what is there.`);
		if (await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.o)(bound, session, look, 2).catch(() => error) !== void 0) throw (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Vt)(error, cure);
		return (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.P)(session, call, error, cure);
	}
}



/***/ }),

/***/ 127:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ reads)
/* harmony export */ });
// src/record/effects/reads.ts
const reads = {
	writes: false,
	run: async (bound, session) => {
		const answer = bound.answer(await session.read(bound.call()));
		return {
			reading: bound.learn(session, answer),
			changed: false
		};
	}
};



/***/ }),

/***/ 285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ sets)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7975);


// src/record/effects/sets.ts
const sets = (look, refuses) => ({
	writes: true,
	intends: (bound, session) => intends(bound, session, {
		look,
		refuses
	}),
	run: (bound, session) => run(bound, session, {
		look,
		refuses
	})
});
async function run(bound, session, asking) {
	const { before, holds } = await lookBefore(bound, session, asking);
	if (holds) return {
		reading: holds,
		changed: false
	};
	const { answer, late } = await write(bound, session, asking);
	const after = late ?? answer;
	const reading = bound.learn(session, after);
	const left = bound.differences(after);
	const refused = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.u)(left);
	const changed = [answer, after].some((shown) => hasChanged(before, shown)) || refused.length === 0 && isNews(bound, before);
	session.progress.changed = changed;
	if (refused.length > 0) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.hn(`Neon accepted the request, but shows another value for ${refused.join(", ")} than was asked for.`);
	const hidden = bound.differences(before).filter(({ visible, field }) => !visible && (!changed || left.some((other) => other.field === field)));
	const told = {
		...reading,
		differences: bound.differences(before).filter(({ visible }) => visible).map(_step_js__WEBPACK_IMPORTED_MODULE_0__.l)
	};
	return {
		reading: before === void 0 ? reading : withHidden(told, hidden),
		changed
	};
}
async function intends(bound, session, asking) {
	const { before, holds } = await lookBefore(bound, session, asking);
	if (holds) return {
		calls: [],
		differences: [],
		holds
	};
	return {
		calls: [bound.shown()],
		differences: bound.differences(before)
	};
}
async function lookBefore(bound, session, { look, refuses }) {
	const refusal = (found) => refuses?.(found, bound.inputs);
	const unread = (error) => {
		if (refusal(void 0)) throw error;
		return (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Jt)(error);
	};
	const before = look && await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.a)(bound, session, look).catch(unread);
	const refused = refusal(before);
	if (refused) throw new _step_js__WEBPACK_IMPORTED_MODULE_0__.Sn([refused]);
	const shown = before && bound.learn(session, before);
	return {
		before,
		holds: isDone(bound, before) ? shown : void 0
	};
}
const isDone = (bound, before) => bound.differences(before).length === 0 && bound.call().method !== "PUT";
async function write(bound, session, { look }) {
	let repeated = false;
	const note = () => {
		repeated = true;
	};
	const answer = bound.answer(await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.F)(session, bound.call(), note));
	if (!repeated || !look) return {
		answer,
		late: void 0
	};
	const isTaken = (shown) => shown !== void 0 && (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.u)(bound.differences(shown)).length === 0;
	return {
		answer,
		late: await (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.N)(session, () => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.a)(bound, session, look), isTaken)
	};
}
const hasChanged = (before, after) => !(0,node_util__WEBPACK_IMPORTED_MODULE_1__.isDeepStrictEqual)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.pn)(before), (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.pn)(after));
function isNews(bound, before) {
	const open = bound.differences(before);
	const asked = bound.differences(void 0);
	return (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.c)(open).length > 0 || open.length === asked.length && open.every(({ visible }) => !visible);
}
function withHidden(reading, hidden) {
	if (hidden.length === 0) return reading;
	const said = `${hidden.map(({ input }) => `\`${input}\``).join(", ")} ${hidden.length === 1 ? "was" : "were"} sent but cannot be compared, since Neon does not show ${hidden.length === 1 ? "it" : "them"}.`;
	return {
		...reading,
		done: (changed) => `${reading.done(changed)} ${said}`
	};
}



/***/ })

};
;