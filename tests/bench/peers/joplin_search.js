// Joplin's own search engine on the same texts, as its apps ask it: notes saved and searched by Joplin's own library.
//
// Runs where the package `joplin` is installed (see joplin.py). Reads {"folder", "texts", "two", "one"} as JSON from
// standard input, as anki_search.py does, and prints {"joplin_recall2", "joplin_recall1", "joplin_p50_ms",
// "joplin_p95_ms", "joplin_p95_one_ms", "joplin_build_s", "joplin_mb"}: a search finds everything, `build` takes what
// was written into the index, `mb` is what that adds to the database.

const fs = require('fs');
const { createRequire } = require('module');

const inside = createRequire(process.cwd() + '/');
const lib = name => inside(`@joplin/lib/${name}`);

const MODELS = ['Note', 'Folder', 'Resource', 'Tag', 'NoteTag', 'MasterKey', 'Revision'];

const milliseconds = since => Number(process.hrtime.bigint() - since) / 1e6;
const rounded = (value, digits = 1) => Number(value.toFixed(digits));
const p95 = ordered => rounded(ordered[Math.max(0, Math.ceil(ordered.length * 0.95) - 1)]);

async function opened(folder) {
	lib('shim-init-node.js').shimInit({ nodeSqlite: inside('sqlite3'), keytar: null, appVersion: () => '' });
	const Logger = inside('@joplin/utils/Logger').default;
	Logger.initializeGlobalLogger(new Logger());
	lib('services/BaseService').default.logger_ = new Logger();
	for (const name of MODELS) lib('models/BaseItem').default.loadClass(name, lib(`models/${name}`).default);
	const Setting = lib('models/Setting').default;
	Setting.setConstant('appId', 'net.cozic.joplin-cli');
	Setting.setConstant('appType', 'cli');
	Setting.setConstant('env', 'prod');
	for (const name of ['profileDir', 'rootProfileDir', 'tempDir', 'resourceDir']) Setting.setConstant(name, folder);
	Setting.settingFilename = 'settings.json';
	const { DatabaseDriverNode } = lib('database-driver-node.js');
	const db = new (lib('JoplinDatabase').default)(new DatabaseDriverNode());
	db.setLogger(new Logger());
	await db.open({ name: `${folder}/database.sqlite` });
	await db.exec('PRAGMA synchronous=OFF'); // how long it takes to fill is not measured
	lib('BaseModel').default.setDb(db);
	await lib('services/SettingUtils').loadKeychainServiceAndSettings([
		lib('services/keychain/KeychainServiceDriver.dummy').default,
	]);
	const engine = lib('services/search/SearchEngine').default.instance();
	engine.setDb(db);
	engine.setLogger(new Logger());
	return engine;
}

async function fill(texts) {
	const notebook = await lib('models/Folder').default.save({ title: 'bench' });
	const ids = [];
	for (const text of texts) {
		const note = { parent_id: notebook.id, title: text.slice(0, 12), body: text };
		ids.push((await lib('models/Note').default.save(note)).id);
	}
	return ids;
}

async function ask(engine, ids, words) {
	const times = [];
	let hit = 0;
	let wanted = 0;
	for (const [word, having] of words) {
		const started = process.hrtime.bigint();
		const rows = await engine.search(word);
		times.push(milliseconds(started));
		if (!having) continue;
		const there = new Set(rows.map(row => row.id));
		hit += having.filter(number => there.has(ids[number])).length;
		wanted += having.length;
	}
	return [rounded(hit / wanted, 5), times.sort((a, b) => a - b)];
}

async function main() {
	const order = JSON.parse(fs.readFileSync(0, 'utf8'));
	const engine = await opened(order.folder);
	const size = () => fs.statSync(`${order.folder}/database.sqlite`).size;
	const ids = await fill(order.texts);
	const before = size();
	const started = process.hrtime.bigint();
	await engine.syncTables();
	const build = milliseconds(started) / 1000;
	const [recall2, times2] = await ask(engine, ids, order.two);
	const [recall1, times1] = await ask(engine, ids, order.one);
	console.log(JSON.stringify({
		joplin_recall2: recall2,
		joplin_recall1: recall1,
		joplin_p50_ms: rounded(times2[times2.length >> 1]),
		joplin_p95_ms: p95(times2),
		joplin_p95_one_ms: p95(times1),
		joplin_build_s: rounded(build),
		joplin_mb: rounded((size() - before) / 1e6),
	}));
	process.exit(0); // its library keeps timers
}

main().catch(error => {
	console.error(error);
	process.exit(1);
});
