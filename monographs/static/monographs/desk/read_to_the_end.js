'use strict';
// A whole group is verified only once each of its rows was seen for a moment: its
// first and its last line. Without this script the group has a page of its own, whose
// button stands below the last row.
{
    const MOMENT = 500;  // milliseconds
    const parts = ['head', 'foot'];

    const waits = (row) => row.querySelector('button[name=verify]');
    const isRead = (row) => parts.every((part) => part in row.dataset);

    const follow = (group, seen) => {
        const old = group.querySelector('[data-all]');
        if (!old) {
            return;
        }
        const isForm = old.matches('button');
        const button = isForm ? old : document.createElement('button');
        const hint = document.createElement('span');
        if (!isForm) {
            button.type = 'button';
            button.className = 'button';
            button.textContent = old.dataset.all;
            old.replaceWith(button);
        }
        hint.className = 'desk-quiet';
        button.after(hint);
        const rows = [...group.querySelectorAll('.reading-row')].filter(waits);
        const update = () => {
            const waiting = rows.filter(waits);
            const unread = waiting.filter((row) => !isRead(row)).length;
            button.disabled = unread > 0 || waiting.length === 0;
            hint.textContent = unread ? `Scroll through them first: ${unread} to go.` : '';
            button.parentElement.hidden = waiting.length === 0;
            if (!isForm && waiting.length !== rows.length) {
                button.textContent = `Verify the other ${waiting.length}`;
            }
        };
        if (!isForm) {
            button.addEventListener('click', () => {
                group.dispatchEvent(new CustomEvent('verify-rows', {
                    bubbles: true, detail: rows.filter(waits),
                }));
            });
        }
        group.addEventListener('row-seen', update);
        group.addEventListener('row-changed', update);
        rows.forEach(seen);
        update();
    };

    const page = document.querySelector('.reading');
    const bar = page.querySelector('.reading-bar');
    const timers = new Map();
    const observer = new IntersectionObserver((entries) => {
        entries.forEach(({target, isIntersecting}) => {
            clearTimeout(timers.get(target));
            if (!isIntersecting) {
                return;
            }
            timers.set(target, setTimeout(() => {
                const row = target.closest('.reading-row');
                row.dataset[target.matches('.reading-row__foot') ? 'foot' : 'head'] = '';
                observer.unobserve(target);
                row.dispatchEvent(new CustomEvent('row-seen', {bubbles: true}));
            }, MOMENT));
        });
    }, {rootMargin: `-${bar.offsetHeight}px 0px 0px 0px`, threshold: 1});
    const seen = (row) => parts.forEach((part) => {
        observer.observe(row.querySelector(`.reading-row__${part}`));
    });
    page.querySelectorAll('.reading-group').forEach((group) => follow(group, seen));
}
