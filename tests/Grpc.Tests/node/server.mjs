// A foreign server for our client: it does what the key says. usage: node server.mjs; prints its port, then what it meets.
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const { PROTOS } = process.env;
const root = grpc.loadPackageDefinition(loader.loadSync('catalog.proto', { includeDirs: [PROTOS], defaults: true }));
const fact = n => ({ type: 'Supply.Probe', document: `d${n}`, version: n, body: Buffer.from(JSON.stringify({ text: 'ñandú', number: n })), key: `${n}` });

function snapshot(call) {
    const { after } = call.request;
    console.log(JSON.stringify({ after, authorization: call.metadata.get('authorization')[0], acceptEncoding: call.metadata.get('grpc-accept-encoding')[0] ?? '' }));
    call.on('cancelled', () => console.log(JSON.stringify({ cancelled: after })));
    if (after === 'large') {
        call.write({ ...fact(1), body: Buffer.alloc(5 * 1024 * 1024) });
        call.end();
    } else if (after === 'endless') {
        call.write(fact(1));
    } else if (after === 'denied') {
        const trailers = new grpc.Metadata();
        trailers.set('reason', 'because');
        call.emit('error', { code: grpc.status.PERMISSION_DENIED, details: 'señal', metadata: trailers });
    } else {
        const first = after === '' ? 1 : Number(after) + 1;
        for (let n = first; n <= 10; n++) {
            if (n === 6 && first === 1) {
                call.emit('error', { code: grpc.status.UNAVAILABLE, details: 'in the middle' });
                return;
            }
            call.write(fact(n));
        }
        call.end();
    }
}

const server = new grpc.Server({ 'grpc.default_compression_algorithm': 2 });
server.addService(root.supply.catalog.v1.Catalog.service, { snapshot });
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (_, port) => console.log(JSON.stringify({ port })));
process.stdin.on('end', () => process.exit(0)).resume();
