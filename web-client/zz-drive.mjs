import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const out = readFileSync('/tmp/web-demo.out','utf8');
const urls = [...out.matchAll(/http:\/\/localhost:\d+\/\S+/g)].map(m=>m[0]).slice(-4);
const FLAGS = ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync','--use-fake-device-for-media-stream','--use-fake-ui-for-media-stream'];
const browser = await chromium.launch({ executablePath:'/usr/bin/chromium', args: FLAGS });
const errs = [];
async function tab(name, url, width, height) {
  const ctx = await browser.newContext({ viewport:{width,height}, permissions:['camera','microphone','clipboard-write'] });
  const page = await ctx.newPage();
  page.on('console', m => { if (m.type()==='error'||m.type()==='warning') errs.push(`${name}: ${m.text()}`); });
  page.on('pageerror', e => errs.push(`${name}: PAGE ${e.message}`));
  page.on('response', r => { if (r.status()>=400) errs.push(`${name}: ${r.status()} ${r.request().method()} ${new URL(r.url()).pathname}`); });
  await page.goto(url);
  return page;
}
const shot = (page, n) => page.screenshot({ path:`/tmp/live-${n}.png` });
const c = await tab('counselor', urls[0], 1440, 900);
await c.getByRole('heading',{name:'Today'}).waitFor({timeout:8000}).catch(()=>{});
await shot(c,'today'); console.log('counselor at', c.url());
async function person(name, url, lang) {
  const p = await tab(name, url, 390, 844);
  await p.waitForTimeout(1500);
  console.log(name, p.url(), await p.locator('h1').first().textContent());
  return p;
}
const ps = [];
for (const [i,n] of ['maya','theo','ines'].entries()) ps.push(await person(n, urls[i+1]));
await ps[0].getByRole('button',{name:/Turn on/}).click(); await ps[0].waitForTimeout(1500); await shot(ps[0],'ready');
async function gate(p) {
  const es = (await p.locator('html').getAttribute('lang'))==='es';
  await p.getByRole('button',{name: es? /Continuar/ : /Continue/}).click();
  await p.locator('input[name=place]').waitFor(); await p.locator('input[name=place]').fill('At home'); await p.locator('select[name=state]').selectOption('WA');
  const next = () => p.locator('.foot .btn.primary').click();
  await next(); await p.locator('input[name=callBack]').fill('(555) 010-0142'); await next();
  await p.locator('label.choice').first().click(); await next();
  await p.locator('label.choice').nth(1).click(); await next();
  await p.locator('label.choice').first().click(); await next();
  await p.locator('label.choice').first().click(); await next();
}
for (const p of ps) await gate(p);
await ps[0].waitForTimeout(1500); await shot(ps[0],'waiting'); await shot(ps[2],'waiting-es');
const go = c.getByRole('link',{name:'Open the room'}).first(); await go.click(); await c.waitForTimeout(2500); await shot(c,'room1');
if (await c.getByRole('button',{name:'Start session'}).count()) { await c.getByRole('button',{name:'Start session'}).click(); await c.waitForTimeout(800);} 
await c.getByRole('button',{name:'Admit all expected'}).click(); await c.waitForTimeout(500); await shot(c,'admitall'); await c.locator('dialog .btn.primary').click(); await c.waitForTimeout(1500);
await ps[0].waitForTimeout(800); await shot(ps[0],'proom');
await ps[0].getByRole('button',{name:'Hand'}).click(); await ps[1].getByRole('button',{name:'Unmute'}).click(); await ps[1].getByRole('button',{name:'I need support'}).click(); await c.waitForTimeout(1200); await shot(c,'room2'); await shot(ps[0],'phand'); await shot(ps[1],'psupport');
await c.getByRole('button',{name:'Place and number'}).first().click(); await c.waitForTimeout(800); await shot(c,'place'); await c.keyboard.press('Escape');
await c.keyboard.press('x'); await c.waitForTimeout(800); await shot(ps[1],'pmuted');
// offline
await ps[0].context().setOffline(true); await ps[0].waitForTimeout(6000); await shot(ps[0],'poffline'); await shot(c,'roomaway'); await ps[0].context().setOffline(false); await ps[0].waitForTimeout(4000); await shot(ps[0],'pback');
// second tab
const dup = await tab('maya2', urls[1], 390, 844); await dup.waitForTimeout(1500); console.log('dup', await dup.locator('h1').first().textContent());
// remove theo
await c.getByRole('button',{name:/^More for Theo/}).last().click(); await c.waitForTimeout(300); await shot(c,'menu'); await c.getByRole('menuitem',{name:'Remove…'}).click(); await c.locator('dialog select').selectOption('other'); await c.locator('dialog .btn.fill').click(); await c.waitForTimeout(1200); await shot(c,'removed'); await shot(ps[1],'pout');
await c.getByRole('button',{name:'End session'}).click(); await c.locator('dialog .btn.fill').click(); await c.waitForTimeout(2000); await shot(c,'ended'); await ps[0].waitForTimeout(1500); await shot(ps[0],'goodbye');
const rev = c.getByRole('link',{name:'Review attendance'}); if (await rev.count()) { await rev.first().click(); await c.waitForTimeout(2000); await shot(c,'att'); }
await c.goto(new URL('/staff#/clinic/participants', urls[0]).href); await c.waitForTimeout(1500); await shot(c,'clinic');
await c.goto(new URL('/staff#/clinic/groups', urls[0]).href); await c.waitForTimeout(1500); await shot(c,'groups');
console.log(errs.join('\n'));
await browser.close();
