/**
 * GitHub's expressions, as far as recipes use them: a name, or `==` and `!=` between two names or a name and a text, joined by `&&`. Anything
 * else is an error.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
 */

/** What each name stands for. A name that is not there is an error, not an empty text as on GitHub. */
export type Context = Readonly<Record<string, string>>;

const known =
  /^(?:(?:secrets|vars|env)\.\w+|(?:steps|needs)\.[\w-]+\.outputs\.\w+|steps\.[\w-]+\.outcome|github\.(?:repository|token|event\.number|event\.pull_request\.(?:head\.repo\.full_name|user\.login)))$/;

/** The text with every `${{ … }}` in it evaluated. */
export function fill(text: string, context: Context): string {
  const filled = text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => value(expression, context));
  if (/\$\{\{/.test(text.replaceAll(/\$\{\{.*?\}\}/gs, "")))
    throw new Error(`an expression is not closed: ${text}`);
  return filled;
}

/** A condition, which needs no `${{ … }}`. */
export function holds(condition: string, context: Context): boolean {
  const parts = condition.split("&&");
  if (parts.length > 1) return parts.map((part) => holds(part, context)).every(Boolean);
  const sides = condition.split(/[!=]=/).map((side) => side.trim());
  const [left = "", right = ""] = sides;
  if (sides.length !== 2) throw new Error(`not a condition that is tested: ${condition}`);
  // GitHub compares texts without case.
  const same = operand(left, context).toLowerCase() === operand(right, context).toLowerCase();
  return condition.includes("!=") ? !same : same;
}

function operand(text: string, context: Context): string {
  return /^'([^']*)'$/.exec(text)?.[1] ?? value(text, context);
}

function value(expression: string, context: Context): string {
  const name = expression.trim();
  if (!known.test(name)) throw new Error(`not an expression that is tested: ${name}`);
  const found = Object.hasOwn(context, name) ? context[name] : undefined;
  if (found === undefined) throw new Error(`there is no ${name} here`);
  return found;
}
