import{i as e,t}from"./react-sySUN5R7.js";import{b as n,d as r,o as i,x as a,y as o}from"./recording-FaPEshbT.js";import{b as s,p as c,x as l}from"./client-ldXfbo-c.js";import{t as u}from"./zone-iijNeIh0.js";import{Et as d,k as f}from"./index-G33aK-gF.js";var p=e(t(),1);function m(e){let t=0;for(let n=0;n<e.length;n++)t+=Number(e.at(-1-n))*(n%2==0?3:1);return String((10-t%10)%10)}var h=e=>m(e.slice(0,-1))===e.at(-1),g=e=>o(`scan.check-digit`,`El dígito verificador de «${n(e)}» no corresponde. Vuelva a leer el código.`);function _(e){return/^(\d{8}|\d{12,14})$/.test(e)?h(e)?a(e.padStart(14,`0`)):g(e):o(`scan.not-a-product`,`«${n(e)}» no es un código GS1 ni el código de barras de un producto.`)}var ee=`
    00 N18c
    01 02 03 N14c
    10 21 22 X..20
    11 12 13 15 16 17 D
    20 N2
    235 X..28
    240 241 250 251 400 X..30
    242 N..6
    243 254 X..20
    253 N13c X..17?
    255 N13c N..12?
    30 37 N..8
    3100-3165 3200-3375 3400-3575 3600-3695 N6
    3900-3909 N..15
    3910-3919 3930-3939 N3 N..15
    3920-3929 N..15
    3940-3943 N4
    3950-3955 N6
    401 403 X..30
    402 N17c
    410-417 N13c
    420 X..20
    421 N3 X..9
    422 424 426 N3
    423 425 T
    427 X..3
    4300 4301 4310 4311 4320 X..35
    4302-4306 4312-4316 X..70
    4307 4317 X2
    4308 4319 X..30
    4309 N20
    4318 X..20
    4321-4323 N1
    4324 4325 D N4
    4326 D
    4330-4333 N6 X1?
    7001 N13
    7002 7023 X..30
    7003 D N4
    7004 N..4
    7005 X..12
    7006 D
    7007 D D?
    7008 X..3
    7009 X..10
    7010 X..2
    7011 D N4?
    7020-7022 X..20
    7030-7039 N3 X..27
    7040 N1 X3
    7041 X..4
    710-716 X..20
    7230-7239 X2 X..28
    7240 X..20
    7241 N2
    7242 X..25
    7250 N8
    7251 N12
    7252 N1
    7253 7254 7259 X..40
    7255 X..10
    7256 X..90
    7257 X..70
    7258 X3
    8001 N14
    8002 8012 X..20
    8003 0 N13c X..16?
    8004 X..30
    8005 N6
    8006 8026 N14c N4
    8007 X..34
    8008 N8 N..4?
    8009 X..50
    8010 Y..30
    8011 N..12
    8013 8014 8020 X..25
    8017 8018 N18c
    8019 N..10
    8030 Z..90
    8110 8112 8200 X..70
    8111 N4
    90 X..30
    91-99 X..90`,v={N:`\\d`,X:`[!"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]`,Y:`[#\\-/0-9A-Z]`,Z:`[-0-9A-Z_a-z=]`},y=/^(0[0-4]|1[1-9]|20|3[1-6]|41)/;function b(e,t){let n=[],r=0,i=t.map(e=>{let[,t,i,a,o,s]=/^([NXYZDT0])(\.\.)?(\d*)(c?)(\??)$/.exec(e);r+=t===`D`?6:Number(a);let c;return(t===`D`||o)&&n.push(t===`D`?`date`:`check`),c=t===`D`?`(\\d{6})`:t===`T`?`(?:\\d{3}){1,5}`:t===`0`?`0`:`${v[t]}{${i?`1,`:``}${a}}`,`(?:${o?`(${c})`:c})${s}`});return{ai:e,form:RegExp(`^${i.join(``)}$`),checks:n,length:y.test(e)?r:null}}function x(e){let[t,n]=e.split(`-`),r=/^3[1-6]/.test(t)&&t.length===4;return Array.from({length:Number(n??t)-Number(t)+1},(e,n)=>String(Number(t)+n).padStart(t.length,`0`)).filter(e=>!r||e.at(-1)<=`5`)}var S=new Map(ee.trim().split(`
`).flatMap(e=>{let t=e.trim().split(` `),n=e=>/^\d{2,}/.test(e);return t.filter(n).flatMap(x).map(e=>[e,b(e,t.filter(e=>!n(e)))])})),C=e=>S.get(e.slice(0,2))??S.get(e.slice(0,3))??S.get(e.slice(0,4)),w=e=>S.get(e),T=[`<GS>`,`{GS}`,`^]`,`~`,`␝`],E=/^[\]+](C1|e0|d2|Q3|J1)/,te=/^[\]+][A-Za-z][0-9A-Za-z]/,ne=4;function re(e,{today:t,separators:n=T}){let r=n.reduce((e,t)=>e.replaceAll(t,``),e.trim()),i=E.test(r)||r.startsWith(``),a=r.replace(te,``).replace(RegExp(`^`),``);if(a.replaceAll(``,``)===``)return D(o(`scan.empty`,`El código leído está vacío.`));if(a.startsWith(`(`)){let e=M(a,t);return e.ok?{kind:`read`,scanned:F(e.value,t),isRepaired:!1}:D(e)}let s=_(a.replace(/(?<=\d)[ -](?=\d)/g,``));if(!i&&s.ok)return{kind:`read`,scanned:F([{ai:`01`,value:s.value}],t),isRepaired:!1};let c=ae(a,r.slice(0,-1).includes(``),t);return i||s.ok||ie(c)||c.kind===`refused`&&/^0[12]\d{14}/.test(a)?c:D(s)}var D=e=>({kind:`refused`,why:e}),ie=e=>e.kind===`read`?e.scanned.gtin!==null:e.kind===`choices`&&e.choices.every(e=>e.gtin!==null);function ae(e,t,n){let r=O(e,[],n,!1)[0];if(r.ok&&t)return{kind:`read`,scanned:F(r.value,n),isRepaired:!1};let i=O(e,[],n,!0).filter(e=>e.ok).map(e=>F(e.value,n));return i.length===0?D(r):i.length===1?{kind:`read`,scanned:i[0],isRepaired:!r.ok}:{kind:`choices`,choices:i}}function O(e,t,r,i){if(e===``)return[a(t)];let s=C(e);if(!s)return[o(`scan.unknown-identifier`,`El código trae «${n(e)}», que no empieza con un dato conocido de GS1.`)];let c=e.slice(s.ai.length),l=c.indexOf(``),u=s.length??(l<0?c.length:l);return(s.length===null&&i?[u,...k(c.slice(0,u),[...t,{ai:s.ai,value:``}])]:[u]).flatMap(e=>{let n={ai:s.ai,value:c.slice(0,e)},a=A(t,n,j(s,n.value,r)),o=c[e]===``?e+1:e;return a.ok?O(c.slice(o),a.value,r,i):[a]})}function k(e,t){let n=[];for(let r=1;r<e.length;r++){let i=e.slice(r,r+2);t.some(e=>e.ai===i)||(i===`17`||i===`10`||i===`21`&&e.length-r-2>=ne)&&n.push(r)}return n}function A(e,t,n){if(n)return n;let r=e.find(e=>e.ai===t.ai);return r?r.value===t.value?a(e):o(`scan.repeated`,`El código trae dos veces el dato (${t.ai}), con valores distintos.`):a([...e,t])}function j(e,t,r){let i=e.form.exec(t);if(!i)return o(`scan.value`,`El código trae incompleto o mal escrito el dato (${e.ai}): «${n(t)}».`);for(let[t,n]of e.checks.entries()){let a=i[t+1];if(a!==void 0){if(n===`check`&&!h(a))return g(a);if(n===`date`&&N(a,r)===null)return o(`scan.date`,`El código trae en el dato (${e.ai}) la fecha «${a}», que no existe.`)}}return null}function M(e,t){let r=[],i=e.replaceAll(` `,``).matchAll(/\((\d{2,4})\)((?:\\\(|[^(])*)|(.)/gs);for(let[,a,s,c]of i){let i=c===void 0?w(a):void 0;if(!i)return o(`scan.unknown-identifier`,`«${n(e)}» no son datos de GS1 entre paréntesis.`);let l={ai:i.ai,value:s.replaceAll(`\\(`,`(`)},u=A(r,l,j(i,l.value,t));if(!u.ok)return u;r=u.value}return a(r)}function N(e,t){let[n,r,i]=[P(Number(e.slice(0,2)),Number(t.slice(0,4))),+e.slice(2,4),+e.slice(4)];if(r<1||r>12)return null;let a=new Date(Date.UTC(n,r,0)).getUTCDate();return i>a?null:`${n}-${e.slice(2,4)}-${String(i===0?a:i).padStart(2,`0`)}`}function P(e,t){let n=e-t%100;return t-t%100+e+(n>=51?-100:n<=-50?100:0)}function F(e,t){let n=(...t)=>t.map(t=>e.find(e=>e.ai===t)?.value).find(e=>e!==void 0)??null,[r,i]=[n(`17`),n(`30`,`37`)];return{gtin:n(`01`,`02`),lot:n(`10`),serial:n(`21`),expiresOn:r&&N(r,t),count:i===null?null:Number(i),elements:e}}var I={understood:{hertz:1760,seconds:.08},notUnderstood:{hertz:220,seconds:.25}},L=`abasto.sonido`,R=.2,z,B=()=>localStorage.getItem(L)!==`no`;function V(e){B()&&(z?H(e):requestAnimationFrame(()=>setTimeout(()=>H(e),0)))}function H(e){try{let t=z??=new AudioContext;t.resume().catch(()=>{});let{hertz:n,seconds:r}=I[e],[i,a,o]=[t.createOscillator(),t.createGain(),t.currentTime];i.frequency.value=n,a.gain.setValueAtTime(R,o),a.gain.exponentialRampToValueAtTime(.001,o+r),i.connect(a).connect(t.destination),i.start(o),i.stop(o+r)}catch{}}var U=1e3,oe=10,W=3,G={characters:[],lastAt:-1/0,typedAt:-1/0,scanned:null},K=``,q=`�`,se=new Set([`Shift`,`CapsLock`,`Control`,`Alt`,`AltGraph`,`NumLock`]);function J(e,t){return t-e.lastAt>=60&&e.characters.length>0?X(e):{state:e,burst:null,isTaken:!1}}function ce(e,t){let n=e.characters.length>=6,r=t.timeStamp-e.lastAt<(n?60:35);if(t.isRepeat)return n?{state:e,burst:null,isTaken:!0}:Y(e,t.timeStamp);if(se.has(t.key))return{state:r?{...e,lastAt:t.timeStamp}:e,burst:null,isTaken:!1};if(t.key===`Enter`||t.key===`Tab`)return n&&r?{...X(e),isTaken:!0}:Y(e,t.timeStamp);let i=ue(t);if(i===null)return n?{state:e,burst:null,isTaken:!0}:Y(e,t.timeStamp);let a=[...r?e.characters:[],{text:i,at:t.timeStamp}],o=r||e.characters.length===0?e.typedAt:e.lastAt;return{state:{...e,characters:a,lastAt:t.timeStamp,typedAt:o},burst:null,isTaken:a.length>=6||t.key!==i&&a.length>1}}function Y(e,t){return{state:{...e,characters:[],lastAt:t,typedAt:t},burst:null,isTaken:!1}}function X(e){let{characters:t,lastAt:n,scanned:r}=e,i={...e,characters:[]};if(t.length<6)return{state:{...i,typedAt:n},burst:null,isTaken:!1};let a=le(e),o=t.slice(a).map(e=>e.text).join(``),s=r!==null&&r.text===o&&n-r.at<2e3;return{state:{...i,scanned:{text:o,at:n}},burst:{text:o,first:a,isRepeated:s},isTaken:!1}}function le({characters:e,typedAt:t}){for(let t=0;t<=W;t++){let n=e.slice(t,t+3).map(e=>e.text);if(/^\][A-Za-z][0-9]$/.test(n.join(``)))return t}if(e.length<=6||e[0].at-t>U)return 0;let[n,...r]=e.slice(1).map((t,n)=>t.at-e[n].at);return+(n>=oe&&n>2*Math.max(...r))}function ue({key:e,code:t,ctrl:n,alt:r,meta:i}){return e===`F8`||n&&(e===`]`||t===`BracketRight`||e===K)?K:i||n!==r?null:e===`Dead`||e===`Process`||e===`Unidentified`?q:[...e].length===1?e:null}var de=20;function fe(e,t){let n=G,r=[],i,a=e=>{n=e.state,e.burst&&(me(r.slice(e.burst.first)),t({text:e.burst.text,isRepeated:e.burst.isRepeated}))},o=()=>{if(clearTimeout(i),n.characters.length<6)return;let e=performance.now()+60;i=setTimeout(()=>{performance.now()-e>de?o():a(J(n,n.lastAt+60))},60)},s=e=>{let{key:t,code:i,timeStamp:s,repeat:c,ctrlKey:l,altKey:u,metaKey:d}=e;a(J(n,s));let f=pe(e),p=n.characters,m=ce(n,{key:t,code:i,timeStamp:s,isRepeat:c,ctrl:l,alt:u,meta:d});m.isTaken&&(e.preventDefault(),e.stopImmediatePropagation()),a(m),n.characters!==p&&(r=n.characters.length>1?[...r,f]:[f]),o()};return e.addEventListener(`keydown`,s,{capture:!0}),()=>{clearTimeout(i),e.removeEventListener(`keydown`,s,{capture:!0})}}function pe(e){let t=e.composedPath()[0];return typeof t?.value==`string`?{field:t,value:t.value,from:t.selectionStart??null,to:t.selectionEnd??null}:null}function me(e){let t=new Set;for(let n of e){if(!n||t.has(n.field))continue;let{field:e,value:r,from:i,to:a}=n;t.add(e),e.value!==r&&(Object.getOwnPropertyDescriptor(Object.getPrototypeOf(e),`value`)?.set?.call(e,r),i!==null&&e.setSelectionRange?.(i,a),e.dispatchEvent(new Event(`input`,{bubbles:!0})),`options`in e&&e.dispatchEvent(new Event(`change`,{bubbles:!0})))}}var Z=`gtins`;async function Q(e){return(await l(Z))?.data[e]??null}async function he(e,t,n){let r=(await l(Z))?.data??{};await s(Z,{...r,[e]:t}),await i({kind:`gtin`,title:`caja ${e}`,summary:`es de ${t}`,path:`/catalog/gtins/${e}`,body:{clave:t,facility:n},facility:n})}function ge(e,t,n,r,i){let[a,o]=(0,p.useState)(null),[s,l]=(0,p.useState)([]),[d,f]=(0,p.useState)(``),m=(0,p.useRef)({claves:r,take:i});m.current={claves:r,take:i};let h=async e=>{if(l([]),e.gtin===null){V(`notUnderstood`),f(`El código no trae el producto.`);return}let t=n?.gtins[e.gtin]??await Q(e.gtin),r={lot:e.lot,expiresOn:e.expiresOn,pieces:e.count};t===null?(V(`notUnderstood`),o({gtin:e.gtin,...r})):(V(`understood`),m.current.take({clave:t,...r}))},g=(0,p.useRef)(e=>{});return g.current=({text:t,isRepeated:n})=>{if(n){V(`notUnderstood`),f(`¿Otra? La misma caja se leyó dos veces seguidas; no se agregó.`);return}f(``);let r=re(t,{today:u(c.now(),e)}),{claves:i,take:a}=m.current;if(r.kind===`read`)h(r.scanned);else if(r.kind===`choices`){let[e]=r.choices;e?.gtin&&r.choices.every(t=>t.gtin===e.gtin)?h({...e,lot:null}):(V(`notUnderstood`),l(r.choices))}else{let e=i.read(t);`clave`in e?(V(`understood`),a({clave:e.clave,lot:null,expiresOn:null,pieces:null})):(V(`notUnderstood`),f(`No se entendió el código «${t}»: ${r.why.text}`))}},(0,p.useEffect)(()=>fe(document,e=>{g.current(e)}),[]),{unknown:a,choices:s,said:d,read:h,teach:e=>{if(!a)return;he(a.gtin,e,t);let{gtin:n,...r}=a;o(null),i({clave:e,...r})},forget:()=>{o(null),l([])}}}var $=d();function _e({zone:e,facility:t,pack:n,claves:i,take:a}){let o=ge(e,t,n,i,a),[s,c]=(0,p.useState)(``),{unknown:l,choices:u}=o;return(0,p.useEffect)(()=>{c(``),l&&document.getElementById(`clave-de-caja`)?.focus()},[l]),(0,$.jsxs)($.Fragment,{children:[l&&(0,$.jsxs)(`div`,{className:`notice`,role:`group`,"aria-label":`Caja sin clave`,children:[(0,$.jsxs)(`div`,{className:`scan-question`,children:[(0,$.jsxs)(`p`,{children:[(0,$.jsxs)(`b`,{children:[`¿De qué clave es la caja `,l.gtin,`?`]}),` Se dice una vez; después se reconoce sola.`]}),(0,$.jsx)(r,{id:`clave-de-caja`,label:`Clave de la caja ${l.gtin}`,text:s,suggest:i.suggest,read:i.read,onText:c,onChosen:o.teach,onEmpty:o.forget})]}),(0,$.jsx)(`button`,{type:`button`,className:`button compact end`,onClick:o.forget,children:`Dejarla`})]}),u.length>0&&(0,$.jsxs)(`div`,{className:`notice warn`,role:`group`,"aria-label":`Código con dos lecturas`,children:[(0,$.jsxs)(`div`,{children:[(0,$.jsx)(`p`,{children:`El código perdió una separación. ¿Cuál es el lote?`}),(0,$.jsx)(`p`,{className:`choices`,children:u.map(e=>(0,$.jsxs)(`button`,{type:`button`,className:`button compact`,onClick:()=>{o.read(e)},children:[e.lot??`sin lote`,e.expiresOn&&`, caduca ${f(e.expiresOn)}`]},e.elements.map(e=>e.ai+e.value).join(`|`)))})]}),(0,$.jsx)(`button`,{type:`button`,className:`button compact end`,onClick:o.forget,children:`Dejarla`})]}),(0,$.jsx)(`p`,{role:`status`,className:`small`,children:o.said})]})}export{_e as default};