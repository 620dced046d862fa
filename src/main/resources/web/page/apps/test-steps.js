import { html, nothing } from 'lit';
import { breakable } from '../parts/breakable.js';
import { icon } from '../parts/icon.js';
import { sentence } from '../parts/sentences.js';
import { duration } from '../parts/times.js';
import { words } from '../words.js';
import { testWords as text } from './words-test.js';

const ICONS = { good: 'check-circle', bad: 'exclamation-octagon', untold: 'dash-circle' };

const outcomeOf = ({ ok }) => (ok === null ? 'untold' : ok ? 'good' : 'bad');

/** A credential takes time only where it is fetched. */
const isSentAlong = ({ name, durationMs }) => name === 'credential' && !durationMs;

/** What the test came to, in a few words, and what to do. */
export const verdictOf = ({ status, steps }) => {
  const failed = steps.find((step) => step.ok === false);
  if (failed) return notice('danger', 'exclamation-octagon', text.wrong[failed.name], failed.detail);
  const { detail } = steps.find((step) => step.name === 'answer');
  return status < 300
    ? notice('success', 'check-circle', text.works, detail)
    : notice('warning', 'exclamation-triangle', text.reached, detail);
};

const notice = (kind, iconName, title, detail) =>
  html`<div class="notice notice-${kind}">
    ${icon(iconName)}
    <div><p class="notice-title">${title}</p><p>${sentence(detail)}</p></div>
  </div>`;

/** How far the test came, and what each step took. What failed is said by the verdict. */
export const stepsOf = ({ steps }) =>
  html`<h3 class="visually-hidden">${text.steps}</h3>
    <ol class="steps">
      ${steps.map((step) => {
        const outcome = outcomeOf(step);
        return html`<li class="step-${outcome}">
          ${icon(ICONS[outcome])}
          <div>
            <strong>${text.names[step.name]}</strong><span class="visually-hidden">: ${text.outcomes[outcome]}</span>
            ${outcome === 'bad' ? nothing : html`<p class="muted small">${sentence(step.detail)}</p>`}
          </div>
          ${step.durationMs === null || isSentAlong(step) ? nothing : html`<span class="muted small">${duration(step.durationMs)}</span>`}
        </li>`;
      })}
    </ol>`;

/** What was sent, with its secrets masked; nothing where the guard let none pass. */
export const requestOf = ({ request }) => {
  if (!request) return nothing;
  const { result } = words.activity;
  const rows = [
    [text.method, request.method],
    [result.address, breakable(request.url)],
    ...Object.entries(request.headers),
    [result.credential, request.credential ?? result.noCredential],
  ];
  return html`<details class="limits">
    <summary>${icon('chevron-right')}${text.request}</summary>
    <dl class="facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd><code>${value}</code></dd>`)}</dl>
  </details>`;
};
