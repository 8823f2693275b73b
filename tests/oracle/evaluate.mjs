// Evaluates FEEL with @bpmn-io/feelin: one JSON line in, `[expression, context]`; one out,
// `{"value": ...}` or `{"error": message}`. What JSON lacks is `{"@type": kind, ...}`.

import { createInterface } from 'node:readline';

import { evaluate } from '@bpmn-io/feelin';
import { DateTime, Duration } from 'luxon';

const string = (value) => evaluate('string(value)', { value }).value;

function duration(value) {
  const part = (name) => value.toObject()[name] ?? 0;
  const milliseconds = Duration.fromObject({ ...value.toObject(), years: 0, months: 0 });
  return {
    '@type': 'duration',
    months: part('years') * 12 + part('months'),
    seconds: milliseconds.toMillis() / 1000,
  };
}

function moment(value) {
  const text = string(value);
  const kind = /^\d+:/.test(text) ? 'time' : text.includes('T') ? 'date and time' : 'date';
  return { '@type': kind, value: text };
}

function plain(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' && !Number.isFinite(value)) return { '@type': String(value) };
  if (['number', 'string', 'boolean'].includes(typeof value)) return value;
  if (DateTime.isDateTime(value)) return moment(value);
  if (Duration.isDuration(value)) return duration(value);
  if (Array.isArray(value)) return value.map(plain);
  if (Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return { '@type': value.constructor.name };
}

function answer(line) {
  try {
    const [expression, context] = JSON.parse(line);
    return { value: plain(evaluate(expression, context).value) };
  } catch (error) {
    return { error: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(answer(line)) + '\n');
}
