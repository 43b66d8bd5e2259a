// What a foreign client sees of our server. usage: node client.mjs CHECK; the server and the tokens come by the environment.
import assert from 'node:assert/strict';
import http2 from 'node:http2';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readdirSync } from 'node:fs';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const { PROTOS, SERVER } = process.env;
const tokens = JSON.parse(process.env.TOKENS);
const files = readdirSync(PROTOS).filter(x => x.endsWith('.proto'));
const root = grpc.loadPackageDefinition(loader.loadSync(files, { includeDirs: [PROTOS], defaults: true, longs: Number }));

// Every method of every contract, so that a new one is met too.
const methods = [];
for (const [name, versions] of Object.entries(root.supply))
    for (const [service, Client] of Object.entries(versions.v1))
        if (Client.service)
            for (const [method, { path, responseStream, requestStream }] of Object.entries(Client.service))
                methods.push({ owner: name, Client, method, path, responseStream, requestStream });
const snapshot = methods.find(x => x.path === '/supply.catalog.v1.Catalog/Snapshot');

const clients = new Map();
function client(of, options = {}) {
    const key = of.owner + JSON.stringify(options);
    if (!clients.has(key))
        clients.set(key, new of.Client(SERVER, grpc.credentials.createInsecure(), options));
    return clients.get(key);
}

function call(of, after, { token = tokens.valid[of.owner], ...options } = {}, channel = {}) {
    const metadata = new grpc.Metadata();
    if (token)
        metadata.set('authorization', `Bearer ${token}`);
    return client(of, channel)[of.method]({ after }, metadata, options);
}

function finish(stream, onFact = () => {}) {
    return new Promise(done => {
        const facts = [];
        let status, ended = false;
        const settle = () => status && (ended || status.code !== 0) && done({ facts, status });
        stream.on('data', fact => { facts.push(fact); onFact(fact, facts); });
        stream.on('end', () => { ended = true; settle(); });
        stream.on('error', () => {});
        stream.on('status', x => { status = x; settle(); });
    });
}

// One call with a compressed request, as it is on the wire.
async function raw(of, after) {
    const session = http2.connect(`http://${SERVER}`);
    const stream = session.request({
        ':method': 'POST', ':path': of.path, te: 'trailers', 'content-type': 'application/grpc', 'grpc-encoding': 'gzip', 'grpc-accept-encoding': 'gzip',
        authorization: `Bearer ${tokens.valid[of.owner]}`,
    });
    const key = Buffer.from(after);
    const message = gzipSync(Buffer.concat([Buffer.from([0x0a, key.length]), key]));
    const head = Buffer.alloc(5);
    head[0] = 1;
    head.writeUInt32BE(message.length, 1);
    stream.end(Buffer.concat([head, message]));
    const met = await new Promise((done, failed) => {
        const met = {}, chunks = [];
        stream.on('response', x => met.headers = x).on('trailers', x => met.trailers = x).on('data', x => chunks.push(x)).on('error', failed)
            .on('end', () => done({ ...met, body: Buffer.concat(chunks) }));
    });
    session.close();
    met.frames = [];
    for (let at = 0; at < met.body.length; at += 5 + met.body.readUInt32BE(at + 1))
        met.frames.push({ compressed: met.body[at] === 1, body: met.body.subarray(at + 5, at + 5 + met.body.readUInt32BE(at + 1)) });
    return met;
}

const checks = {
    async methods() {
        assert.equal(methods.length, 7);
        for (const of of methods) {
            assert.ok(of.responseStream && !of.requestStream, of.path);
            const { facts, status } = await finish(call(of, ''));
            assert.equal(status.code, grpc.status.OK, `${of.path}: ${status.details}`);
            assert.equal(facts.length, 1200, of.path);
            facts.forEach((fact, i) => {
                assert.deepEqual([fact.type, fact.document, fact.version, fact.key], ['Supply.Probe', `d${i + 1}`, i + 1, `${i + 1}`]);
                assert.deepEqual(JSON.parse(fact.body.toString('utf8')), { text: 'ñandú', number: i + 1 });
            });
            const rest = await finish(call(of, '1195'));
            assert.deepEqual(rest.facts.map(x => x.version), [1196, 1197, 1198, 1199, 1200], of.path);
        }
    },
    async tokens() {
        for (const of of methods) {
            const meet = async token => (await finish(call(of, '', { token }))).status;
            for (const kind of ['none', 'nonsense', 'foreignKey', 'expired', 'unsigned', 'notYet']) {
                const { code, details } = await meet(kind === 'none' ? null : tokens[kind][of.owner]);
                assert.equal(code, grpc.status.UNAUTHENTICATED, `${of.path} ${kind}: ${code} ${details}`);
            }
            assert.equal((await meet(tokens.valid[of.owner === 'catalog' ? 'orders' : 'catalog'])).code, grpc.status.PERMISSION_DENIED, of.path);
        }
    },
    async deadline() {
        for (const of of methods) {
            // On busy cores the first fact may come after a short deadline.
            for (let patience = 1500; ; patience *= 4) {
                const { facts, status } = await finish(call(of, 'slow', { deadline: Date.now() + patience }));
                assert.equal(status.code, grpc.status.DEADLINE_EXCEEDED, of.path);
                if (facts.length > 0) break;
                assert.ok(patience < 60_000, 'what came before is there');
            }
        }
    },
    async cancel() {
        for (const of of methods) {
            const stream = call(of, 'slow');
            const { status } = await finish(stream, (_, facts) => facts.length === 3 && stream.cancel());
            assert.equal(status.code, grpc.status.CANCELLED, of.path);
        }
    },
    async status() {
        for (const of of methods) {
            const broken = await finish(call(of, 'breaks'));
            assert.equal(broken.status.code, grpc.status.UNAVAILABLE, of.path);
            assert.ok(broken.facts.length <= 3); // the library may drop what it has not handed over when the status comes
            const { trailers, frames } = await raw(of, 'breaks');
            assert.deepEqual([frames.length, trailers['grpc-status'], trailers['grpc-message']], [3, '14', 'The service cannot read its data now.']);
            const thrown = (await finish(call(of, 'throws'))).status;
            assert.equal(thrown.code, grpc.status.UNKNOWN);
            assert.doesNotMatch(thrown.details + JSON.stringify(thrown.metadata), /secret/);
            const nonsense = (await finish(call(of, 'señal ñ'))).status;
            assert.deepEqual([nonsense.code, nonsense.details], [grpc.status.INVALID_ARGUMENT, 'Not a key of this stream: señal ñ']);
        }
        const Unknown = grpc.makeGenericClientConstructor({ nothing: { path: '/supply.catalog.v1.Catalog/Nothing', requestStream: false, responseStream: false, requestSerialize: x => x, responseDeserialize: x => x } });
        const code = await new Promise(done => new Unknown(SERVER, grpc.credentials.createInsecure()).nothing(Buffer.alloc(0), e => done(e.code)));
        assert.equal(code, grpc.status.UNIMPLEMENTED);
    },
    async size() {
        for (const of of methods)
            assert.equal((await finish(call(of, 'x'.repeat(5 * 1024 * 1024)))).status.code, grpc.status.RESOURCE_EXHAUSTED, of.path);
        const { status } = await finish(call(snapshot, 'x'.repeat(3 * 1024 * 1024))); // 4 MB may come
        assert.equal(status.code, grpc.status.INVALID_ARGUMENT);
    },
    async gzip() {
        for (const of of methods)
            assert.equal((await finish(call(of, '', {}, { 'grpc.default_compression_algorithm': 2 }))).facts.length, 1200, of.path);
        for (const of of methods) {
            const { headers, trailers, frames } = await raw(of, '1199'); // the library hides the encoding
            assert.equal(headers['grpc-encoding'], 'gzip', of.path);
            assert.equal(trailers['grpc-status'], '0');
            assert.deepEqual(frames.map(x => x.compressed), [true]);
            assert.match(gunzipSync(frames[0].body).toString('utf8'), /d1200/);
        }
    },
    async slow() { // reads one fact and then nothing until it is told to end
        const stream = call(snapshot, 'big');
        await new Promise(done => stream.once('data', () => { stream.pause(); done(); }));
        console.log('paused');
        await new Promise(done => process.stdin.once('data', done));
        stream.on('error', () => {});
        stream.cancel();
    },
};

await checks[process.argv[2]]();
console.log('passed');
for (const open of clients.values())
    open.close();
process.exit(0);
