import { html } from 'lit';
import { PageElement } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { memberText, pretty } from '../parts/json-text.js';
import { bodyOf, headersOf } from '../result/result-parts.js';
import { mayRun } from '../session/session.js';
import { words } from '../words.js';
import { runsWords } from './words-runs.js';

const { noResult } = runsWords;

/**
 * What the target said to a run last, or why there is nothing of it.
 *
 * @property {object} run as the API tells of it
 * @property {string} text the same as it was written
 */
class RunAnswer extends PageElement {
  static properties = { run: { attribute: false }, text: { attribute: false }, raw: { state: true }, whole: { state: true } };

  constructor() {
    super();
    Object.assign(this, { raw: false, whole: false, said: null, saidText: '' });
  }

  willUpdate(changed) {
    if (!changed.has('run') && !changed.has('text')) return;
    const result = this.run.result ? memberText(this.text, 'result') : '';
    // Long bodies are laid out once, and not with each look.
    if (result === this.saidText) return;
    this.saidText = result;
    const bodyText = result ? memberText(result, 'body') : '';
    this.said = result ? { ...this.run.result, bodyText, prettyText: this.run.result.bodyType === 'json' ? pretty(bodyText) : '' } : null;
  }

  #why() {
    const { waitForResult, endedAt, attempts } = this.run;
    if (waitForResult) return noResult.waited;
    if (!mayRun()) return noResult.auditor;
    if (!attempts.some(({ status }) => status)) return endedAt ? noResult.none : noResult.pending;
    return endedAt ? noResult.erased : noResult.pending;
  }

  render() {
    if (!this.said) return html`<p class="muted">${this.#why()}</p>`;
    const { status, headers } = this.said;
    const good = status < 400;
    return html`<p class="headline ${good ? 'headline-good' : 'headline-bad'}">
        ${icon(good ? 'check-circle' : 'exclamation-triangle')}<strong>${words.activity.result.answered(status)}</strong>
      </p>
      ${bodyOf(this.said, {
        raw: this.raw,
        whole: this.whole,
        setRaw: (raw) => (this.raw = raw),
        showWhole: () => (this.whole = true),
        name: this.run.id,
      })}
      <details class="limits">
        <summary>${icon('chevron-right')}${words.activity.result.tabs.headers}</summary>
        ${headersOf(headers)}
      </details>`;
  }
}
customElements.define('run-answer', RunAnswer);
