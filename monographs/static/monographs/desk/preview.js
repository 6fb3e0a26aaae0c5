'use strict';
// A text as readers will see it, while it is typed. Without this script the preview
// shows the text as it was when the page was opened.
{
    const WAIT = 350;
    const timers = new WeakMap();
    const latest = new WeakMap();

    const render = async (area, preview) => {
        const form = area.form;
        const turn = (latest.get(area) ?? 0) + 1;
        latest.set(area, turn);
        const answer = await fetch(form.querySelector('[data-live-text]').dataset.liveText, {
            method: 'POST',
            body: new URLSearchParams({
                text: area.value,
                csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
            }),
        });
        if (latest.get(area) !== turn || !answer.ok || answer.redirected) {
            return;
        }
        const {html} = await answer.json();
        preview.querySelector('.desk-preview__text').innerHTML = html;
        preview.classList.remove('desk-preview--late');
    };

    document.addEventListener('input', ({target}) => {
        const preview = target.matches?.('textarea') &&
            target.closest('.desk-row')?.querySelector(`[data-of="${target.name}"]`);
        if (preview) {
            preview.classList.add('desk-preview--late');
            clearTimeout(timers.get(target));
            timers.set(target, setTimeout(() => render(target, preview), WAIT));
        }
    });
}
