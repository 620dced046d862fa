import { html, nothing } from 'lit';
import { phasesOf } from './gateway-error.js';
import { actionButton, copyButton } from '../parts/parts.js';
import { duration, size } from '../parts/times.js';
import { words } from '../words.js';

const text = words.activity.result;
/** Longer bodies are cut, so that the page stays quick. */
const SHOWN_AT_FIRST = 256 * 1024;

/**
 * The body of an answer: JSON pretty or raw, text as it came, bytes to be downloaded.
 * @param {{bodyType: string, body: any, bodyText: string, prettyText: string, headers: object}} said
 * @param {{raw: boolean, whole: boolean, setRaw: Function, showWhole: Function, name: string}} view
 */
export const bodyOf = (said, view) => {
  const { bodyType, body, bodyText, prettyText } = said;
  if (bodyType === 'none') return html`<p class="muted">${text.noBody}</p>`;
  if (bodyType === 'base64') return binary(said, view.name);
  const content = bodyType === 'text' ? body : view.raw ? bodyText : prettyText;
  return html`<div class="body-bar">
      ${bodyType === 'json' ? prettyOrRaw(view) : nothing}
      <span class="gap"></span>
      ${copyButton(content, text.copyBody)}
    </div>
    <pre class="body" tabindex="0" role="group" aria-label=${text.tabs.body}><code>${view.whole ? content : cut(content)}</code></pre>
    ${content.length > SHOWN_AT_FIRST && !view.whole
      ? actionButton({ label: text.rest(size(new Blob([content]).size)), click: view.showWhole })
      : nothing}`;
};

/** Not within a sign that takes two units. */
const cut = (content) => content.slice(0, SHOWN_AT_FIRST).replace(/[\ud800-\udbff]$/, '');

const prettyOrRaw = ({ raw, setRaw }) =>
  html`<fieldset class="segments">
    <legend class="visually-hidden">${text.view}</legend>
    ${[false, true].map(
      (choice) => html`<label class="segment">
        <input type="radio" name="body-view" .checked=${raw === choice} @change=${() => setRaw(choice)} />${choice
          ? text.raw
          : text.pretty}</label
      >`,
    )}
  </fieldset>`;

const binary = ({ body, headers }, name) => {
  const bytes = Uint8Array.from(atob(body), (sign) => sign.charCodeAt(0));
  const type = headers['content-type']?.[0] ?? text.unknownType;
  const download = () => {
    // As plain bytes: the page never opens what a target says it is.
    const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: `${name}.bin` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1_000);
  };
  return html`<p>${text.binary(type, size(bytes.length))}</p>
    ${actionButton({ label: text.download, iconName: 'download', click: download })}`;
};

/** The headers of an answer, each with all its values. */
export const headersOf = (headers) =>
  html`<table class="plain">
    <thead>
      <tr><th scope="col">${text.header}</th><th scope="col">${text.value}</th></tr>
    </thead>
    <tbody>
      ${Object.entries(headers).flatMap(([name, values]) =>
        values.map((value) => html`<tr><th scope="row" class="mono">${name}</th><td class="mono">${value}</td></tr>`),
      )}
    </tbody>
  </table>`;

/**
 * Where the time of a call went.
 * @param {Record<string, number> | undefined} timings in milliseconds
 * @param {import('../api.js').Problem} [problem] why they could not be read
 */
export const timingsOf = (timings, problem) => {
  if (!timings) return html`<p class="muted">${problem ? text.timingNone : text.timingPending}</p>`;
  return html`<table class="plain timings">
    <thead>
      <tr><th scope="col">${text.phase}</th><th scope="col">${text.time}</th></tr>
    </thead>
    <tbody>
      ${phasesOf(timings).map(
        ([part, millis]) => html`<tr>
          <th scope="row">${text.phases[part]}</th>
          <td><meter min="0" max=${Math.max(1, timings.totalMs)} value=${millis} aria-hidden="true"></meter><span class="millis">${duration(millis)}</span></td>
        </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr><th scope="row">${text.phases.totalMs}</th><td>${duration(timings.totalMs)}</td></tr>
    </tfoot>
  </table>`;
};
