"""The steps of the day, each with its state, its buttons, and a way to the guide."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from dangvien_xlsx.text import window as words
from dangvien_xlsx.window.look import Look
from dangvien_xlsx.window.steps import BUTTONS, Action, Facts, Step, next_action, told, why_not
from dangvien_xlsx.window.tips import Tip


class StepPane(ttk.Labelframe):
    """The steps; ``on_press`` is told of the button, ``on_help`` of the step that somebody asks about."""

    def __init__(
        self, parent: tk.Misc, look: Look, on_press: Callable[[Action], object], on_help: Callable[[Step], object]
    ) -> None:
        super().__init__(parent, text=words.STEPS, padding=look.px(4))
        self._look = look
        self.buttons: dict[Action, ttk.Button] = {}
        self.states: dict[Step, ttk.Label] = {}
        self._tips: dict[Action, Tip] = {}
        self.next: Action | None = None
        for row, step in enumerate(Step):
            self._add(row, step, on_press, on_help)
        self.columnconfigure(0, weight=1)

    def _add(
        self, row: int, step: Step, on_press: Callable[[Action], object], on_help: Callable[[Step], object]
    ) -> None:
        px = self._look.px
        text = ttk.Frame(self)
        text.grid(row=row, column=0, sticky="ew")
        ttk.Label(text, text=words.STEP_NAMES[step.value], style="Step.TLabel", underline=0).pack(anchor="w")
        state = ttk.Label(text, style="Quiet.TLabel", width=1)
        state.pack(anchor="w", fill="x")
        self.states[step] = state
        buttons = ttk.Frame(self)
        buttons.grid(row=row, column=1, sticky="e")
        for action in BUTTONS[step]:
            button = ttk.Button(buttons, text=words.ACTIONS[action.value])
            button.configure(command=lambda action=action: on_press(action))  # type: ignore[misc]
            button.pack(side="left", padx=px(1))
            button.bind("<Return>", lambda event: event.widget.invoke() and None)
            self.buttons[action] = button
            self._tips[action] = Tip(button, self._look)
        ask = ttk.Button(
            self, text=words.HELP_SIGN, width=2, style="Step.TButton", takefocus=False, command=lambda: on_help(step)
        )
        ask.grid(row=row, column=2, padx=(px(2), 0))
        Tip(ask, self._look).text = words.HELP_TIP

    def show(self, facts: Facts | None, *, is_busy: bool) -> None:
        """Show how far the day is.

        Args:
            facts: Of the period, none where none is open.
            is_busy: A job runs: nothing can be pressed until it is done.
        """
        self.next = next_action(facts)
        for step, label in self.states.items():
            label.configure(text=told(step, facts) if facts else "")
        for action, button in self.buttons.items():
            reason = words.BUSY if is_busy else why_not(action, facts)
            is_next = action is self.next
            name = words.ACTIONS[action.value]
            button.configure(
                style="NextStep.TButton" if is_next else "Step.TButton",
                text=f"{words.NEXT} {name}" if is_next else name,
            )
            button.state(["disabled" if reason else "!disabled"])
            self._tips[action].text = reason

    def asked_about(self) -> str:
        """Return the step that F1 asks about: the one that the keyboard is at, else the next one."""
        at = self.focus_displayof()
        action = next((action for action, button in self.buttons.items() if button is at), self.next)
        return next((step.value for step, actions in BUTTONS.items() if action in actions), "")

    def press_next(self) -> None:
        """Press the default button."""
        if self.next:
            self.buttons[self.next].invoke()
