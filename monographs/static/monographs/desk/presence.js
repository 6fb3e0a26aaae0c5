'use strict';
// Says every few seconds that this page is still open, and shows who else has it open.
{
    const EVERY = 12_000;

    const show = (box, people) => {
        const list = box.querySelector('ul');
        const before = [...list.children].map((item) => item.dataset.name);
        list.replaceChildren(...people.map(({name, sentence}) => {
            const item = document.createElement('li');
            item.dataset.name = name;
            item.textContent = sentence;
            return item;
        }));
        list.hidden = people.length === 0;
        // Only who comes is announced, not the minutes that go by.
        const come = people.filter(({name}) => !before.includes(name));
        if (come.length) {
            box.querySelector('[role=status]').textContent =
                come.map(({sentence}) => sentence).join(' ');
        }
    };

    const tell = async (box) => {
        const token = box.querySelector('input[name=csrfmiddlewaretoken]').value;
        try {
            const answer = await fetch(box.dataset.url, {
                method: 'POST', headers: {'X-CSRFToken': token},
            });
            if (answer.ok && !answer.redirected) {
                show(box, (await answer.json()).people);
            }
        } catch {
            // No connection: the next call tells.
        }
    };

    document.addEventListener('DOMContentLoaded', () => {
        const box = document.querySelector('.desk-presence');
        if (!box) {
            return;
        }
        setInterval(() => tell(box), EVERY);
        // Browsers let the clock of a hidden page go slow.
        document.addEventListener('visibilitychange', () => {
            if (!document.hidden) {
                tell(box);
            }
        });
    });
}
