"use strict";
exports.id = 990;
exports.ids = [990];
exports.modules = {

/***/ 230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   emailServer: () => (/* binding */ emailServer),
/* harmony export */   operations: () => (/* binding */ operations),
/* harmony export */   things: () => (/* binding */ things)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
/* harmony import */ var _mints_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8459);
/* harmony import */ var _reads_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(127);
/* harmony import */ var _sets_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(285);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6954);





// src/operations/email.ts
const server = {
	host: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.s)("smtp_host", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.A)("Host name of your SMTP server.", 255, { essence: (host) => host.toLowerCase() })),
	port: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.s)("smtp_port", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.j)("Port of your SMTP server, for example `587`.", 1, 65535)),
	username: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.s)("smtp_username", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.A)("User name at your SMTP server.")),
	password: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.s)("smtp_password", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.E)("Password at your SMTP server.")),
	sender_email: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.D)("Address that mails come from."),
	sender_name: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.A)("Name that mails come from.", 255)
};
const settings = {
	type: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.s)("email_server_type", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.T)("`shared`: Neon's email server. `standard`: your own SMTP server, which takes all of `smtp_…` and `sender_…`.", ["shared", "standard"])),
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
const emailServer = () => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.vt)((0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.m)(settings, ["type"]));
const output = { email_server: {
	kind: "json",
	about: "The email server, a JSON object without its password.",
	from: (answer) => answer
} };
const get = {
	project: "GET /projects/{project_id}/auth/email_server",
	branch: "GET /projects/{project_id}/branches/{branch_id}/auth/email_provider"
};
const getEmailServer = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.t)({
	operation: "get-email-server",
	about: "Get the configuration of the email server.",
	routes: get,
	answer: emailServer,
	own: output,
	effect: _reads_js__WEBPACK_IMPORTED_MODULE_2__.t,
	done: ({ answer }) => answer.type === "shared" ? "The email server is Neon's shared one." : `The email server is your own, ${answer.host}.`
});
const saved = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.r)(get, emailServer, (found) => found);
const update = (0,_sets_js__WEBPACK_IMPORTED_MODULE_3__.t)(saved);
const missingOf = (inputs) => inputs.email_server_type === "standard" ? complete.filter((name) => inputs[name] === void 0) : [];
const part = (0,_sets_js__WEBPACK_IMPORTED_MODULE_3__.t)(saved, (found, inputs) => {
	const missing = missingOf(inputs);
	return missing.length === 0 || found?.type === "standard" ? void 0 : `No SMTP server of your own is saved that could be changed in part: give ${(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.t)(missing)} too. Nothing was changed.`;
});
const updatePart = {
	...part,
	run: (bound, session) => part.run(bound, session).catch((error) => {
		const missing = missingOf(bound.inputs);
		throw missing.length > 0 && error instanceof _index_js__WEBPACK_IMPORTED_MODULE_0__.tn && error.status === 400 ? new _index_js__WEBPACK_IMPORTED_MODULE_0__.tn(`${error.message} Stack Auth needs a server of your own as a whole: give ${(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.t)(missing)} too.`, error) : error;
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
const ownServer = (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.i)("email_server_type", "standard", complete);
const updateOnProject = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.t)({
	...configure,
	routes: { project: "PATCH /projects/{project_id}/auth/email_server" },
	rules: [(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.a)("email_server_type", "standard", complete), ownServer],
	effect: update,
	deprecated: "Name a branch to use the branch-scoped API."
});
const updateOnBranch = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.t)({
	...configure,
	routes: { branch: "PATCH /projects/{project_id}/branches/{branch_id}/auth/email_provider" },
	rules: [ownServer],
	effect: updatePart
});
const test = {
	operation: "send-test-email",
	about: "Send a test mail through the SMTP server that is saved, or one that is given whole.",
	answer: () => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.vt)({
		success: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.dt)(),
		error_message: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.et)()
	}),
	effect: (0,_mints_js__WEBPACK_IMPORTED_MODULE_1__.t)({ check: "Look into the mailbox of the recipient before you send another one." }),
	body: ({ recipient_email }) => ({ recipient_email }),
	done: () => "Sent the test mail.",
	next: () => ["Look into the mailbox of the recipient: the mail server has taken the mail, which is not yet delivery."]
};
const refusal = (cure) => ({ success, error_message }) => success ? void 0 : `The mail server did not take the mail: ${error_message ?? "it gave no reason"}. ${cure}`;
const [testSaved] = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.t)({
	...test,
	routes: { branch: "POST /projects/{project_id}/branches/{branch_id}/auth/email_provider/test" },
	required: ["recipient_email"],
	refused: refusal("Check the server that is saved: `update-email-server` changes it.")
});
const testGiven = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.t)({
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
	update: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__.n)(updateOnBranch),
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
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6954);


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
	throw new _index_js__WEBPACK_IMPORTED_MODULE_0__.en(refused);
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
		if (reused && (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Dt)(error)) return void 0;
		if (!look || !(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.kt)(error) || settings.retries === 0) throw (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Et)(error, cure);
		(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Vt)(`${error.message} Looking at what is there.`);
		if (await (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.o)(bound, session, look, 2).catch(() => error) !== void 0) throw (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Et)(error, cure);
		return (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.v)(session, call, error, cure);
	}
}



/***/ }),

/***/ 1990:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   operations: () => (/* binding */ operations),
/* harmony export */   things: () => (/* binding */ things)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
/* harmony import */ var _reads_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(127);
/* harmony import */ var _sets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(285);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6954);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9749);
/* harmony import */ var _email_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(230);
/* harmony import */ var _oauth_providers_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8850);







// src/operations/plugins.ts
const emailAndPassword = (0,_settings_js__WEBPACK_IMPORTED_MODULE_4__.t)({
	name: "email_and_password",
	what: "sign-in by email and password",
	get: "get-email-and-password",
	update: "update-email-and-password",
	path: "/email_and_password",
	section: "email_and_password",
	fields: {
		enabled: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.s)("email_and_password_enabled", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.O)("Whether users can sign in with email and password.")),
		email_verification_method: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.T)("How an email address is verified: by `link` or by one-time password.", ["link", "otp"]),
		require_email_verification: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.O)("Whether an email address must be verified before its user can sign in."),
		auto_sign_in_after_verification: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.O)("Whether a user is signed in once the email address is verified."),
		send_verification_email_on_sign_up: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.O)("Whether a verification mail is sent when a user signs up."),
		send_verification_email_on_sign_in: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.O)("Whether a verification mail is sent when a user signs in."),
		disable_sign_up: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.O)("Whether nobody can sign up any more.")
	},
	is: ({ enabled }) => `Sign-in by email and password is ${enabled ? "on" : "off"}.`
});
const organization = (0,_settings_js__WEBPACK_IMPORTED_MODULE_4__.t)({
	name: "organization",
	what: "the organization plugin",
	update: "update-organization-plugin",
	path: "/plugins/organization",
	section: "plugins",
	entry: "organization",
	output: "organization_plugin",
	fields: {
		enabled: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.s)("organization_enabled", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.O)("Whether the organization plugin is on.")),
		organization_limit: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.j)("Organizations that one user can create at most.", 1, 999999999),
		membership_limit: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.j)("Members that one organization can have at most.", 1, 999999999),
		creator_role: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.T)("Role of the user who creates an organization.", ["admin", "owner"]),
		send_invitation_email: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.O)("Whether a mail is sent to whoever is invited to an organization.")
	}
});
const magicLink = (0,_settings_js__WEBPACK_IMPORTED_MODULE_4__.t)({
	name: "magic_link",
	what: "the magic link plugin",
	update: "update-magic-link-plugin",
	path: "/plugins/magic-link",
	section: "plugins",
	entry: "magic_link",
	output: "magic_link_plugin",
	fields: {
		enabled: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.s)("magic_link_enabled", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.O)("Whether the magic link plugin is on.")),
		expires_in: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.s)("magic_link_expires_in", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.j)("Minutes after which a magic link expires.", 5, 1440)),
		disable_sign_up: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.s)("magic_link_disable_sign_up", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.O)("Whether nobody can sign up by a magic link."))
	}
});
const phoneNumber = (0,_settings_js__WEBPACK_IMPORTED_MODULE_4__.t)({
	name: "phone_number",
	what: "the phone number plugin",
	get: "get-phone-number-plugin",
	update: "update-phone-number-plugin",
	path: "/plugins/phone-number",
	section: "plugins",
	entry: "phone_number",
	output: "phone_number_plugin",
	fields: {
		enabled: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.s)("phone_number_enabled", (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.O)("Whether the phone number plugin is on.")),
		otp_expires_in: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.j)("Seconds after which a one-time password expires.", 60, 600)
	},
	is: ({ enabled }) => `The phone number plugin is ${enabled ? "on" : "off"}.`
});
const localhost = { allow_localhost: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.O)("Whether localhost is a trusted domain.") };
const localhostRoute = "/projects/{project_id}/branches/{branch_id}/auth/allow_localhost";
const localhostShown = () => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.vt)((0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.m)(localhost, ["allow_localhost"]));
const localhostOutput = { allow_localhost: {
	kind: "text",
	about: "Whether localhost is a trusted domain.",
	from: ({ allow_localhost }) => allow_localhost
} };
const getAllowLocalhost = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.t)({
	operation: "get-allow-localhost",
	about: "Get whether localhost is a trusted domain.",
	routes: { branch: `GET ${localhostRoute}` },
	answer: localhostShown,
	own: localhostOutput,
	effect: _reads_js__WEBPACK_IMPORTED_MODULE_1__.t,
	done: ({ answer }) => `Localhost is ${answer.allow_localhost ? "" : "not "}trusted.`
});
const updateAllowLocalhost = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.t)({
	operation: "update-allow-localhost",
	about: "Change whether localhost is a trusted domain.",
	routes: { branch: `PATCH ${localhostRoute}` },
	fields: localhost,
	required: ["allow_localhost"],
	answer: localhostShown,
	own: localhostOutput,
	effect: (0,_sets_js__WEBPACK_IMPORTED_MODULE_2__.t)((0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.r)({ branch: `GET ${localhostRoute}` }, localhostShown, (found) => found)),
	done: ({ answer, changed }) => answer.allow_localhost ? `Localhost is ${changed ? "now" : "already"} trusted.` : `Localhost ${changed ? "is no longer" : "was not"} trusted.`
});
const localhostThing = {
	kind: "setting",
	section: "allow_localhost",
	field: "allow_localhost",
	about: "Whether localhost is a trusted domain.",
	fields: localhost,
	update: updateAllowLocalhost[0],
	group: "settings",
	shown: {
		read: "plugins",
		part: "allow_localhost",
		look: `GET ${localhostRoute}`,
		answers: (allow_localhost) => ({ allow_localhost }),
		alone: (json) => Object(json).allow_localhost
	}
};
const shownTogether = () => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.vt)({
	organization: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Z)(organization.answer()),
	magic_link: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Z)(magicLink.answer()),
	phone_number: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Z)(phoneNumber.answer()),
	email_provider: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Z)((0,_email_js__WEBPACK_IMPORTED_MODULE_5__.emailServer)()),
	email_and_password: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Z)(emailAndPassword.answer()),
	oauth_providers: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Z)((0,_index_js__WEBPACK_IMPORTED_MODULE_0__.ut)((0,_oauth_providers_js__WEBPACK_IMPORTED_MODULE_6__.provider)())),
	allow_localhost: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.Z)((0,_index_js__WEBPACK_IMPORTED_MODULE_0__.dt)())
});
const getPlugins = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.t)({
	operation: "get-plugins",
	about: "Get the settings of all plugins.",
	routes: { branch: "GET /projects/{project_id}/branches/{branch_id}/auth/plugins" },
	answer: shownTogether,
	own: { plugins: {
		kind: "json",
		about: "Settings of all plugins, a JSON object without credentials.",
		from: (answer) => answer
	} },
	effect: _reads_js__WEBPACK_IMPORTED_MODULE_1__.t,
	done: () => "Read the settings of the plugins."
});
const things = [
	emailAndPassword.thing,
	localhostThing,
	organization.thing,
	magicLink.thing,
	phoneNumber.thing
];
const operations = [
	...emailAndPassword.endpoints,
	...getAllowLocalhost,
	...updateAllowLocalhost,
	...getPlugins,
	...organization.endpoints,
	...magicLink.endpoints,
	...phoneNumber.endpoints
];



/***/ }),

/***/ 9749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ settings)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4990);
/* harmony import */ var _reads_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(127);
/* harmony import */ var _sets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(285);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6954);




// src/record/settings.ts
const auth = "/projects/{project_id}/branches/{branch_id}/auth";
function settings(spec) {
	const { name, what, fields, path, replaced, is } = spec;
	const answer = () => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.vt)((0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.m)(fields, ["enabled"]));
	const output = { [spec.output ?? name]: {
		kind: "json",
		about: `Settings of ${what}, a JSON object.`,
		from: (found) => found
	} };
	const read = { branch: `GET ${auth}${path}` };
	const existing = spec.get ? (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.r)(read, answer, (found) => found) : (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.r)({ branch: `GET ${auth}/plugins` }, () => (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.vt)({ [name]: (0,_index_js__WEBPACK_IMPORTED_MODULE_0__.yt)((0,_index_js__WEBPACK_IMPORTED_MODULE_0__.ht)(answer())) }), (found) => found[name] ?? void 0);
	const get = spec.get ? (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.t)({
		operation: spec.get,
		about: `Get the settings of ${what}.`,
		routes: read,
		answer,
		own: output,
		effect: _reads_js__WEBPACK_IMPORTED_MODULE_1__.t,
		done: (report) => is?.(report.answer) ?? `Read the settings of ${what}.`
	}) : [];
	const update = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.t)({
		operation: spec.update,
		about: replaced ? `Replace the settings of ${what}. What is not given goes back to Neon's default.` : `Change settings of ${what}. What is not given stays as it is.`,
		routes: { branch: `${replaced ? "PUT" : "PATCH"} ${auth}${path}` },
		fields,
		required: replaced?.required ?? [],
		rules: replaced ? [] : [(0,_index_js__WEBPACK_IMPORTED_MODULE_0__.o)(...Object.keys((0,_endpoint_js__WEBPACK_IMPORTED_MODULE_3__.p)(fields)))],
		answer,
		own: output,
		effect: (0,_sets_js__WEBPACK_IMPORTED_MODULE_2__.t)(existing),
		done: ({ changed }) => changed ? `Changed the settings of ${what}.` : `The settings of ${what} are already like that.`
	});
	const plugins = `GET ${auth}/plugins`;
	const [changes] = update;
	const thing = {
		kind: "settings",
		section: spec.section,
		...spec.entry && { entry: spec.entry },
		about: `Settings of ${what}. What is not given stays as it is.`,
		fields,
		update: changes,
		group: replaced ? "webhooks" : "settings",
		...replaced && { replaced: true },
		shown: replaced ? {
			read: "webhooks",
			look: read.branch
		} : {
			read: "plugins",
			part: name,
			...spec.get ? {
				look: read.branch,
				alone: (json) => json
			} : {
				look: plugins,
				answers: (part) => ({ [name]: part })
			}
		}
	};
	return {
		answer,
		endpoints: [...get, ...update],
		thing
	};
}



/***/ })

};
;