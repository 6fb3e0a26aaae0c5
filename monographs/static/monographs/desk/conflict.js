'use strict';
// The choice between theirs and mine, without a round trip to the server for all of them.
// Without this script the two buttons send the page and get it back with all chosen.
{
    const pick = (name, value) =>
        document.querySelector(`input[name="${CSS.escape(name)}"][value="${value}"]`);

    const chooseAll = (section, value) => {
        section.querySelectorAll(`input[type=radio][value="${value}"]`)
            .forEach((radio) => { radio.checked = true; });
        section.dispatchEvent(new Event('input', {bubbles: true}));
    };

    const whoeverEdits = (radio) => {
        const field = document.getElementById(radio.dataset.input);
        field?.addEventListener('input', () => { pick(radio.name, 'mine').checked = true; });
        const merged = document.getElementById(
            `id_${radio.name.replace('pick-', 'merged-')}`);
        merged?.addEventListener('input', () => { pick(radio.name, 'merged').checked = true; });
    };

    document.addEventListener('DOMContentLoaded', () => {
        const section = document.querySelector('.desk-conflict');
        if (!section) {
            return;
        }
        // Typing into a text chooses it.
        section.querySelectorAll('input[value=mine][data-input]').forEach(whoeverEdits);
        section.querySelectorAll('button[name=choose_all]').forEach((button) => {
            button.addEventListener('click', (event) => {
                event.preventDefault();
                chooseAll(section, button.value);
            });
        });
    });
}
