<<<<<<<< HEAD:gateway/wwwroot/assets/Missing-CavRgnjC.js
import{K as e,at as t,d as n,wt as r}from"./index-B4Uxbl99.js";var i=r();function a(){return(0,i.jsx)(n,{title:`Esta página no existe`,scope:e.product,trail:[],children:(0,i.jsxs)(`p`,{children:[`La dirección `,(0,i.jsx)(`code`,{children:location.pathname}),` no es de esta aplicación. `,(0,i.jsx)(t,{href:`/`,children:`Ir al inicio`})]})})}export{a as default};
========
import{K as e,at as t,d as n,wt as r}from"./index-DYArPxyd.js";var i=r();function a(){return(0,i.jsx)(n,{title:`Esta página no existe`,scope:e.product,trail:[],children:(0,i.jsxs)(`p`,{children:[`La dirección `,(0,i.jsx)(`code`,{children:location.pathname}),` no es de esta aplicación. `,(0,i.jsx)(t,{href:`/`,children:`Ir al inicio`})]})})}export{a as default};
>>>>>>>> cent:gateway/wwwroot/assets/Missing-DJ4sO6Lq.js
