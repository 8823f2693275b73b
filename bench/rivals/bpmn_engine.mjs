/**
 * bpmn-engine, its state as JSON in one row of SQLite.
 *
 * Counted: one transaction that reads the row, recovers and resumes the engine as a server would
 * have to, signals the task, runs to the next one, and writes the state that getState gives. Not
 * counted: beginning a case. It has no form, no inbox, no permissions, no encryption and no
 * history. Node's own threads for collecting garbage and for compiling are counted.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { Engine } from 'bpmn-engine';

const SOURCE = `
<definitions id="bench" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="https://example.org/bench">
 <process id="review_case" isExecutable="true">
  <startEvent id="start"/>
  <userTask id="review" name="Reassess"/>
  <scriptTask id="count" scriptFormat="js"><script><![CDATA[
   environment.variables.n += 1;
   next();
  ]]></script></scriptTask>
  <exclusiveGateway id="again" default="back"/>
  <endEvent id="end"/>
  <sequenceFlow id="f0" sourceRef="start" targetRef="review"/>
  <sequenceFlow id="f1" sourceRef="review" targetRef="count"/>
  <sequenceFlow id="f2" sourceRef="count" targetRef="again"/>
  <sequenceFlow id="f3" sourceRef="again" targetRef="end">
   <conditionExpression xsi:type="tFormalExpression" language="js"><![CDATA[
    next(null, environment.output.review.route === 'close');
   ]]></conditionExpression>
  </sequenceFlow>
  <sequenceFlow id="back" sourceRef="again" targetRef="review"/>
 </process>
</definitions>`;
const VALUES = read('values.json');
const { version } = read('node_modules/bpmn-engine/package.json');
const [folder, synchronous] = process.argv.slice(2);

const database = new DatabaseSync(`${folder}/bpmn-engine.db`);
database.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous}`);
database.exec('CREATE TABLE workflow (id INTEGER PRIMARY KEY, state TEXT NOT NULL)');
const add = database.prepare('INSERT INTO workflow (state) VALUES (?)');
const load = database.prepare('SELECT state FROM workflow WHERE id = ?');
const save = database.prepare('UPDATE workflow SET state = ? WHERE id = ?');

/** What a file of JSON beside this one says. */
function read(name) {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf-8'));
}

/** What the maintainer advises to keep what was filled in: a listener to the end of a task. */
const extensions = {
  keep(activity) {
    if (activity.type !== 'bpmn:UserTask') return;
    activity.on('end', ({ environment, content }) => {
      environment.output[activity.id] = content.output;
    });
  },
};

/** Begin a case; resolves to its id. */
async function begin() {
  const engine = new Engine({ name: 'review', source: SOURCE, extensions, variables: { n: 0 } });
  await engine.execute();
  return add.run(JSON.stringify(await engine.getState())).lastInsertRowid;
}

/** One completion in one transaction; resolves to how many there have been. */
async function complete(id) {
  database.exec('BEGIN IMMEDIATE');
  const engine = new Engine({ extensions }).recover(JSON.parse(load.get(id).state));
  const execution = await engine.resume();
  execution.getPostponed().find((one) => one.id === 'review').signal(VALUES);
  const state = await engine.getState();
  save.run(JSON.stringify(state), id);
  database.exec('COMMIT');
  return state;
}

/** Seconds of processor time of this process. */
function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

console.log(`bpmn-engine ${version}, node ${process.version}`);
for await (const line of createInterface({ input: process.stdin })) {
  const times = Number(line.replace('go ', ''));
  const id = await begin();
  const figures = [];
  let state;
  for (let i = 0; i < times; i++) {
    const since = spent();
    state = await complete(id);
    figures.push(spent() - since);
  }
  const { n } = state.definitions[0].execution.processes[0].environment.variables;
  if (n !== times) throw new Error(`bpmn-engine counted ${n} completions of ${times}`);
  console.log(JSON.stringify(figures));
}
