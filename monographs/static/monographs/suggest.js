'use strict';
// Suggestions below a search box: a combobox with a list, as ARIA describes it. Without
// this script the form is an ordinary form.
{
    const WAIT = 150;

    const make = (tag, className, text = '') => {
        const element = document.createElement(tag);
        element.className = className;
        element.textContent = text;
        return element;
    };

    const equip = (box) => {
        const input = box.querySelector('input');
        const list = make('ul', 'suggestions');
        const status = make('div', 'suggestions__status');
        let timer, asked = '', chosen = -1;

        list.id = `${input.id}-suggestions`;
        list.hidden = true;
        list.setAttribute('role', 'listbox');
        list.setAttribute('aria-label', 'Suggestions');
        status.setAttribute('role', 'status');
        box.append(list, status);
        const attributes = {
            'role': 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false',
            'aria-controls': list.id,
        };
        for (const [name, value] of Object.entries(attributes)) {
            input.setAttribute(name, value);
        }

        const choose = (place) => {
            chosen = place;
            [...list.children].forEach((option, number) => {
                option.setAttribute('aria-selected', String(number === place));
            });
            const option = list.children[place];
            if (option) {
                input.setAttribute('aria-activedescendant', option.id);
                option.scrollIntoView({block: 'nearest'});
            } else {
                input.removeAttribute('aria-activedescendant');
            }
        };
        const show = (isOpen) => {
            list.hidden = !isOpen;
            input.setAttribute('aria-expanded', String(isOpen));
            choose(-1);
        };
        const option = ({text, detail, url}, place) => {
            const one = make('li', 'suggestions__one');
            one.id = `${list.id}-${place}`;
            one.dataset.url = url;
            one.setAttribute('role', 'option');
            one.append(make('span', '', text), make('span', 'suggestions__detail', detail));
            return one;
        };
        const ask = async () => {
            const typed = asked = input.value.trim();
            let suggestions = [];
            if (typed) {
                const query = new URLSearchParams({q: typed});
                const answer = await fetch(`${box.dataset.suggest}?${query}`).catch(() => null);
                suggestions = answer?.ok ? (await answer.json()).suggestions : [];
            }
            // Somebody may have typed on, or left.
            if (typed === asked && document.activeElement === input) {
                list.replaceChildren(...suggestions.map(option));
                show(suggestions.length > 0);
                status.textContent = typed ? `${suggestions.length} suggestions` : '';
            }
        };

        input.addEventListener('input', () => {
            clearTimeout(timer);
            timer = setTimeout(ask, WAIT);
        });
        input.addEventListener('blur', () => show(false));
        input.addEventListener('keydown', (event) => {
            const count = list.children.length;
            if (event.key === 'Escape' && !list.hidden) {
                event.preventDefault();
                show(false);
            } else if (event.key === 'ArrowDown' && count) {
                event.preventDefault();
                list.hidden ? show(true) : null;
                choose(chosen + 1 < count ? chosen + 1 : -1);
            } else if (event.key === 'ArrowUp' && count && !list.hidden) {
                event.preventDefault();
                choose(chosen < 0 ? count - 1 : chosen - 1);
            } else if (event.key === 'Enter' && chosen >= 0) {
                event.preventDefault();
                location.assign(list.children[chosen].dataset.url);
            }
        });
        // Before the box loses the focus and the list closes.
        list.addEventListener('mousedown', (event) => event.preventDefault());
        list.addEventListener('click', ({target}) => {
            const one = target.closest('[role=option]');
            if (one) {
                location.assign(one.dataset.url);
            }
        });
    };

    document.querySelectorAll('[data-suggest]').forEach(equip);
}
