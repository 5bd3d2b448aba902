"use strict";
exports.id = 503;
exports.ids = [503];
exports.modules = {

/***/ 6903:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ GithubError),
/* harmony export */   t: () => (/* binding */ connectGithub)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);

// src/github/errors.ts
var GithubError = class extends Error {
	name = "GithubError";
	status;
	maybeDone;
	constructor(message, { status, maybeDone = false } = {}) {
		super(message);
		this.status = status;
		this.maybeDone = maybeDone;
	}
};
// src/github/messages.ts
const envelope = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({ message: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Ct)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.It)(), "") });
function saidIn(json) {
	const { success, data } = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.zt)(envelope, json);
	return success ? data.message : "";
}
const headerOf = ({ headers }, name) => String(headers[name] ?? "");
const shown = (text, longest) => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.mn)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.un)(text), longest);
function refusedMessage(call, answer, need, late = "") {
	const message = saidIn(answer.json);
	const said = message ? `: ${shown(message, 1e3).replace(/\.$/, "")}` : "";
	const requestId = shown(headerOf(answer, "x-github-request-id"), 100);
	const [happened, cure] = adviceFor(answer, message, need);
	const request = `${call.method} ${call.path}${requestId && `, request ID ${requestId}`}`;
	return `${happened} (${answer.status})${said}. ${cure}${late} [${request}]`;
}
function adviceFor(answer, said, need) {
	const { status } = answer;
	if (status === 401) return ["GitHub did not accept the token in `github_token`", "Check that it is current and holds nothing else."];
	if (status === 403 && headerOf(answer, "x-github-sso")) return ["The organization asks for single sign-on", "Authorize the token in `github_token` for it."];
	if (isLimit(answer)) return ["The rate limit of the token is used up", "Run the step later."];
	if (status === 403 && /\bis locked\b/i.test(said)) return ["The conversation is locked", "Unlock it, or pass the token of somebody who may write there."];
	if (status === 403) return missingPermission(answer, said, need);
	if (status === 404) return ["GitHub finds nothing there", "What was there when the step began is not there any more, or the token does not reach it."];
	if (status === 422) return ["GitHub refused the request", "Check the name and the value against what GitHub says."];
	if (status >= 300 && status < 400) return ["GitHub's address leads elsewhere", "A redirect is never followed with a token: check that `github_repository` is the current name, and `GITHUB_API_URL`."];
	if (status >= 500) return ["GitHub failed", "The fault is on its side: see githubstatus.com."];
	return ["GitHub refused the request", "Check the inputs of the step against what GitHub says."];
}
function missingPermission(answer, said, need) {
	const { permission, classicScope, jobTokenCure } = need;
	if (headerOf(answer, "x-accepted-oauth-scopes")) return ["The token in `github_token` may not do this", `A classic token needs the scope \`${classicScope}\`, and its owner the right to write there. Better, pass the token of a GitHub App or a fine-grained personal access token with ${permission}.`];
	const accepted = shown(headerOf(answer, "x-accepted-github-permissions"), 200);
	const asked = accepted && `GitHub asks for \`${accepted}\` here. `;
	const cure = /by integration/i.test(said) ? jobTokenCure : "Add it to the token.";
	return [`The token in \`github_token\` lacks ${permission}`, asked + cure];
}
function isLimit(answer) {
	if (answer.status === 429) return true;
	if (answer.status !== 403) return false;
	return headerOf(answer, "retry-after") !== "" || headerOf(answer, "x-ratelimit-remaining") === "0" || /rate limit/i.test(saidIn(answer.json));
}
function noAnswerMessage({ method, path }, cause, late = "") {
	if ((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.rt)(cause)) return `The certificate of GitHub's server is not trusted (${cause}), so ${method} ${path} was not sent. Check \`GITHUB_API_URL\` and the proxy; for a certificate authority of your own, set \`NODE_EXTRA_CA_CERTS\` for the job.${late}`;
	if (method === "GET") return `GitHub gave no complete answer (${cause}). Check githubstatus.com and the network of the runner, then run the step again.${late} [GET ${path}]`;
	return `No complete answer of GitHub to ${method} ${path} (${cause}): it may have been carried out.${late}`;
}
// src/github/client.ts
const ANSWER_MS = 3e4;
const LARGEST = 3e7;
const WRITES_PER_MINUTE = 80;
const LIMIT_MS = 6e4;
const quiet = {
	debug() {},
	info() {},
	warn() {},
	error() {}
};
async function connectGithub(address, token, retries, budget) {
	const { getOctokit } = await loadToolkit();
	const octokit = getOctokit(token.reveal(), {
		baseUrl: address.replace(/\/+$/, ""),
		userAgent: `${_step_js__WEBPACK_IMPORTED_MODULE_0__.lt}/${_step_js__WEBPACK_IMPORTED_MODULE_0__.ut}`,
		log: quiet
	});
	const { fetch = globalThis.fetch } = octokit.request.endpoint.DEFAULTS.request ?? {};
	const boundedFetch = async (...request) => bounded(await fetch(...request));
	(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.nt)();
	const pace = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ct)(WRITES_PER_MINUTE, Infinity, true);
	async function tryOnce({ method, path, body, reads }) {
		const pause = method === "GET" || reads ? 0 : pace.turn();
		if (pause > 0 && Date.now() + pause >= budget.endsAt) throw new GithubError(`${method} ${path} was not sent: GitHub takes ${WRITES_PER_MINUTE} writes a minute, so it would come in ${Math.ceil(pause / 1e3)} s, and ${budget.name} is ${budget.seconds}.`);
		if (pause > 0) await budget.wait(pause);
		const signal = AbortSignal.any([budget.signal, AbortSignal.timeout(ANSWER_MS)]);
		try {
			const { status, data, headers } = await octokit.request({
				method,
				url: path,
				...body && { data: body },
				headers: {
					accept: "application/vnd.github+json",
					"x-github-api-version": "2022-11-28"
				},
				request: {
					signal,
					redirect: "manual",
					log: quiet,
					fetch: boundedFetch
				}
			});
			return method !== "GET" || status >= 300 || typeof data === "object" && data !== null ? {
				status,
				json: data,
				headers
			} : { cause: "no complete JSON" };
		} catch (error) {
			const { response } = error;
			return response ? {
				...response,
				json: response.data
			} : { cause: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.tt)(error) };
		}
	}
	const deliver = (call, need, mayBeAbsent = false) => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.it)({
		what: `GitHub: ${call.method} ${call.path}`,
		tryOnce: () => tryOnce(call),
		judge: (result) => judge(call, result, mayBeAbsent),
		failure: (result, late) => failure(call, result, need, late, budget),
		retries,
		budget
	});
	return {
		send: async (call, need) => (await deliver(call, need)).json,
		look: async (path, schema, need) => {
			const { status, json } = await deliver({
				method: "GET",
				path
			}, need, true);
			return status === 404 ? void 0 : understood(path, schema, json);
		},
		retries,
		budget
	};
}
async function bounded(response) {
	const chunks = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		size += chunk.length;
		if (size > LARGEST) throw Object.assign(new Error(), { code: `an answer of more than ${LARGEST} bytes` });
		chunks.push(chunk);
	}
	return Object.assign(response, { text: async () => new TextDecoder().decode(Buffer.concat(chunks)) });
}
async function loadToolkit() {
	const { GITHUB_EVENT_PATH } = process.env;
	delete process.env.GITHUB_EVENT_PATH;
	try {
		return await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(413)]).then(__webpack_require__.bind(__webpack_require__, 2413));
	} finally {
		if (GITHUB_EVENT_PATH !== void 0) process.env.GITHUB_EVENT_PATH = GITHUB_EVENT_PATH;
	}
}
const isTrouble = (status) => status === 408 || status >= 500;
function judge({ method, reads }, result, mayBeAbsent) {
	const absolute = method !== "POST" || reads === true;
	if ("cause" in result) return {
		ending: result.cause,
		mayRepeat: absolute && !(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.rt)(result.cause)
	};
	const { status } = result;
	return {
		ending: `status ${status}`,
		answer: status < 300 || mayBeAbsent && status === 404 ? result : void 0,
		mayRepeat: isLimit(result) || absolute && isTrouble(status),
		asked: pauseAskedFor(result)
	};
}
function pauseAskedFor(answer) {
	const now = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ot)(headerOf(answer, "date")) ?? Date.now();
	const asked = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.st)(headerOf(answer, "retry-after"), now);
	if (asked !== void 0 || !isLimit(answer)) return asked;
	const reset = Number(headerOf(answer, "x-ratelimit-reset"));
	return headerOf(answer, "x-ratelimit-remaining") === "0" && reset > 0 ? Math.max(0, reset * 1e3 - now) : LIMIT_MS;
}
function failure(call, result, need, late, budget) {
	if ("cause" in result) {
		const ended = budget.ended();
		return new GithubError(noAnswerMessage(call, ended ?? result.cause, ended ? "" : late), { maybeDone: !(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.rt)(result.cause) });
	}
	const { status } = result;
	return new GithubError(refusedMessage(call, result, need, late), {
		status,
		maybeDone: isTrouble(status)
	});
}
function understood(path, schema, json) {
	const { success, data, error } = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.zt)(schema, json);
	if (success) return data;
	throw new GithubError(`GitHub's answer to GET ${path} was not understood: missing or of another type than documented: ${[...new Set(error.issues.map((issue) => issue.path.join(".") || "the whole answer"))].slice(0, 5).join(", ")}. Check \`GITHUB_API_URL\` and the proxy.`);
}



/***/ }),

/***/ 8503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commentOn: () => (/* binding */ commentOn)
/* harmony export */ });
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6903);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3987);


// src/page/comment.ts
const LARGEST = 6e4;
const SECONDS = 60;
const PAGE = 100;
const need = {
	permission: "the repository permission *Pull requests: write*",
	classicScope: "repo",
	jobTokenCure: "Give the job `permissions: pull-requests: write`. On a pull request from a fork, the token of the job can only read."
};
const isNewer = (a, b) => a.id > b.id || a.id === b.id && a.attempt > b.attempt;
const markerOf = ({ key, id, attempt, commit, planned }) => `<!-- neon-auth-action ${encodeURIComponent(key)} ${id}.${attempt} ${commit} ${planned ? "plan" : "run"} -->`;
const marker = /^<!-- neon-auth-action (\S+) (\d{1,20})\.(\d{1,9}) ([0-9a-f]{0,64}) (plan|run) -->/;
async function commentOn(page, step) {
	try {
		return await comment(page, step);
	} catch (error) {
		(0,_step_js__WEBPACK_IMPORTED_MODULE_1__.rn)(`The comment on the pull request could not be written. ${(0,_step_js__WEBPACK_IMPORTED_MODULE_1__.wn)(error)}`);
		return;
	}
}
async function comment(page, step) {
	const { github_token, pull_request_number, retries } = step.values;
	if (!github_token) throw new Error("`comment: true` needs `github_token`: pass `${{ github.token }}`.");
	const api = process.env.GITHUB_API_URL || "https://api.github.com";
	if (!(0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Q)(api) || !(0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Q)(graphqlAddress(api))) throw new Error("`GITHUB_API_URL` and `GITHUB_GRAPHQL_URL` must be https addresses without user info, query or fragment.");
	const budget = (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.A)(SECONDS, (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.k)(), "the time for a comment, in seconds,");
	const github = await (0,_client_js__WEBPACK_IMPORTED_MODULE_0__.t)(api, github_token, retries, budget);
	const repository = `/repos/${process.env.GITHUB_REPOSITORY ?? ""}`;
	const pull = await pullOf(github, repository, pull_request_number);
	if (!pull) {
		(0,_step_js__WEBPACK_IMPORTED_MODULE_1__.nn)("There is no pull request to comment on.");
		return;
	}
	const mark = markOf(step, pull);
	const body = (before) => bodyOf(page, mark, before);
	return write({
		github,
		repository,
		number: pull.number,
		mark,
		body
	}, true);
}
const graphqlAddress = (api) => process.env.GITHUB_GRAPHQL_URL || `${api.replace(/\/+$/, "").replace(/\/v3$/, "")}/graphql`;
function markOf({ operation: { operation }, values }, { head }) {
	const { GITHUB_RUN_ID = "", GITHUB_RUN_ATTEMPT = "" } = process.env;
	const { environment = "" } = values;
	const isConfig = operation.endsWith("-config");
	return {
		key: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.un)(values.comment_key ?? (isConfig ? `config ${environment}`.trim() : operation)),
		id: /^\d{1,20}$/.test(GITHUB_RUN_ID) ? BigInt(GITHUB_RUN_ID) : 0n,
		attempt: /^\d{1,9}$/.test(GITHUB_RUN_ATTEMPT) ? Number(GITHUB_RUN_ATTEMPT) : 1,
		commit: /^[0-9a-f]{1,64}$/.test(head) ? head : "",
		planned: operation === "plan-config" || values.dry_run
	};
}
const pullShape = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({
	number: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Mt)(),
	head: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({ sha: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.It)() }),
	merged_at: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Pt)((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.At)((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.It)()))
});
const event = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({
	pull_request: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Pt)(pullShape()),
	issue: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Pt)((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({
		number: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Mt)(),
		pull_request: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Pt)((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Lt)())
	}))
});
async function pullOf(github, repository, named) {
	const { pull_request: own, issue } = (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.zt)(event(), (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.St)(process.env.GITHUB_EVENT_PATH)).data ?? {};
	if (own && (named === void 0 || named === own.number)) return {
		number: own.number,
		head: own.head.sha
	};
	const number = named ?? (issue?.pull_request ? issue.number : void 0);
	if (number !== void 0) {
		const there = await github.look(`${repository}/pulls/${number}`, pullShape(), need);
		if (!there) throw missing(number);
		return {
			number,
			head: there.head.sha
		};
	}
	if (process.env.GITHUB_EVENT_NAME !== "push") return void 0;
	const path = `${repository}/commits/${process.env.GITHUB_SHA ?? ""}/pulls`;
	const merged = (await github.look(path, (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Tt)(pullShape()), need))?.find(({ merged_at }) => merged_at);
	return merged && {
		number: merged.number,
		head: merged.head.sha
	};
}
const missing = (number) => new Error(`${process.env.GITHUB_REPOSITORY ?? ""} has no pull request ${number} that the token in \`github_token\` reaches. Check \`pull_request_number\`, and that the token has ${need.permission}.`);
async function write(place, again) {
	const { mark, body } = place;
	const before = await ours(place);
	const made = before.length === 0 ? await make(place, body(void 0)) : void 0;
	const [first, ...others] = made ? made.all : before;
	if (!first) return made?.url;
	if ([first, ...others].some((one) => isNewer(one, mark))) (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.nn)("A later run has written the comment on the pull request already.");
	else if (first.comment !== made?.comment && !await edit(place, first, body(first))) {
		if (!again) throw new Error("Somebody deletes the comment whenever it is made.");
		return write(place, false);
	}
	for (const other of others) if (!isNewer(other, mark)) await remove(place, other);
	return first.url;
}
const madeShape = (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({
	id: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Mt)(),
	html_url: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.It)()
});
async function make(place, body) {
	const { github, repository, number, mark } = place;
	const path = `${repository}/issues/${number}/comments`;
	try {
		const answer = await github.send({
			method: "POST",
			path,
			body: { body }
		}, need);
		const { data } = (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.zt)(madeShape, answer);
		const all = await ours(place).catch(() => []);
		return {
			comment: data?.id,
			url: data?.html_url,
			all
		};
	} catch (error) {
		if (!(error instanceof _client_js__WEBPACK_IMPORTED_MODULE_0__.n && error.maybeDone)) throw error;
		const all = await ours(place);
		const found = all.find(({ id, attempt }) => id === mark.id && attempt === mark.attempt);
		if (!found) throw error;
		return {
			comment: found.comment,
			url: found.url,
			all
		};
	}
}
const edit = ({ github, repository }, { comment }, body) => github.send({
	method: "PATCH",
	path: `${repository}/issues/comments/${comment}`,
	body: { body }
}, need).then(() => true).catch((error) => {
	if (error instanceof _client_js__WEBPACK_IMPORTED_MODULE_0__.n && error.status === 404) return false;
	throw error;
});
const remove = ({ github, repository }, { comment }) => github.send({
	method: "DELETE",
	path: `${repository}/issues/comments/${comment}`
}, need).catch(() => void 0);
const commentShape = () => (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({
	id: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Mt)(),
	node_id: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.It)(),
	html_url: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.It)(),
	body: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.jt)((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.It)())
});
async function ours({ github, repository, number, mark }) {
	const all = [];
	for (let page = 1;; page++) {
		const path = `${repository}/issues/${number}/comments?per_page=${PAGE}&page=${page}`;
		const list = await github.look(path, (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Tt)(commentShape()), need);
		if (!list) throw missing(number);
		const marked = list.filter(({ body }) => markIn(body)?.key === mark.key);
		const own = marked.length === 0 ? void 0 : await ownAmong(github, marked);
		for (const { id, node_id, html_url } of marked) {
			const now = markIn(own?.get(node_id));
			if (now?.key === mark.key) all.push({
				...now,
				comment: id,
				url: html_url
			});
		}
		if (list.length < PAGE) return all.toSorted((a, b) => a.comment - b.comment);
	}
}
function markIn(body) {
	const [, key = "", id = "", attempt, commit = "", kind] = marker.exec(body ?? "") ?? [];
	if (kind === void 0) return void 0;
	return {
		key: decoded(key),
		id: BigInt(id),
		attempt: Number(attempt),
		commit,
		planned: kind === "plan"
	};
}
function decoded(key) {
	try {
		return decodeURIComponent(key);
	} catch {
		return "";
	}
}
const authors = (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({
	data: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({ nodes: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Tt)((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.At)((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({
		id: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.It)(),
		viewerDidAuthor: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Et)(),
		body: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.It)()
	}))) }),
	errors: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Pt)((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Tt)((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({ type: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Pt)((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.It)()) })))
});
async function ownAmong(github, comments) {
	const body = {
		query: "query($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id viewerDidAuthor body } } }",
		variables: { ids: comments.map(({ node_id }) => node_id) }
	};
	const path = graphqlAddress(process.env.GITHUB_API_URL || "https://api.github.com");
	const answer = await github.send({
		method: "POST",
		path,
		body,
		reads: true
	}, need).catch((error) => {
		if (!(error instanceof _client_js__WEBPACK_IMPORTED_MODULE_0__.n && error.status === 404)) throw error;
		throw untold("there is no GraphQL API at the address in `GITHUB_GRAPHQL_URL`");
	});
	const { data } = (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.zt)(authors, answer);
	if (!data || data.errors?.some(({ type }) => type !== "NOT_FOUND")) throw untold("GitHub's GraphQL API does not say it");
	return new Map(data.data.nodes.flatMap((node) => node?.viewerDidAuthor ? [[node.id, node.body]] : []));
}
const untold = (why) => new Error(`Somebody wrote comments like ours there. Which of them the token in \`github_token\` wrote cannot be told, for ${why}, so none was touched.`);
function bodyOf(page, mark, before) {
	const { GITHUB_SERVER_URL = "", GITHUB_REPOSITORY = "" } = process.env;
	const address = `${GITHUB_SERVER_URL || "https://github.com"}/${GITHUB_REPOSITORY}/actions/runs/${mark.id}`;
	const run = mark.id === 0n ? "" : (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.D)(address, `Run ${mark.id}`);
	const commit = mark.commit && `of ${short(mark.commit)}`;
	const isOther = before?.commit && mark.commit && before.commit !== mark.commit;
	const end = `${before?.planned && !mark.planned && isOther ? `<p>⚠️ The plan that stood here was of ${short(before.commit)}, and this is of ${short(mark.commit)}.</p>\n` : ""}<sub>${[run, commit].filter((part) => part !== "").join(" ")}</sub>\n`;
	const start = `${markerOf(mark)}\n`;
	return start + (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.w)((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.T)(page), LARGEST - Buffer.byteLength(start + end), "The rest is left out, since GitHub takes no longer comment. The page of the run has all of it.") + end;
}
const short = (commit) => (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.E)(commit.slice(0, 7));



/***/ })

};
;