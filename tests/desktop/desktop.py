# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""A desktop of its own for one program: X display, session bus, accessibility bus, empty settings.

The program is driven as a user does it, by key and pointer events of the X server, and read as a
screen reader does it, over AT-SPI. Everything started here ends with the script. Needs Debian's
python3-pyatspi, at-spi2-core, dbus-daemon, xvfb, xdotool and xclip.
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

DEADLINE = 30  # seconds for anything to happen: only what fails takes so long
SCREEN = (1280, 800)
FOLDER = "HOPLENS_DESKTOP_FOLDER"  # in the environment: where everything of this run lies


def main(test):
    """Runs test(Desktop) for the program that the command line names, on a private session bus."""
    if FOLDER not in os.environ:
        # The buses must know the folders, too: they put their sockets there.
        make_folders(pathlib.Path(tempfile.mkdtemp(prefix="hoplens-desktop-")))
        os.execvp("dbus-run-session", ["dbus-run-session", "--", sys.executable, *sys.argv])
    # Whoever stops the test wants its cleaning up, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = pathlib.Path(os.environ[FOLDER])
    try:
        with Desktop(sys.argv[1], folder) as desktop:
            test(desktop)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("All as it should be.")


def make_folders(folder):
    os.environ[FOLDER] = str(folder)
    for name in ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR"):
        place = folder / name
        place.mkdir(mode=0o700)
        os.environ["XDG_" + name] = str(place)


class Desktop:
    def __init__(self, program, folder):
        self.program = os.path.abspath(program)
        self.folder = folder
        self.events = []  # (type, role, name, first detail) in the order of their arrival
        self.popup = None  # the context menu that opened last; it hangs below no window
        self.processes = []

    def __enter__(self):
        try:
            os.environ["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
            os.environ["QT_QPA_PLATFORM"] = "xcb"
            self._start_display()
            self._listen()
            self._start_program()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, AssertionError):
            print(self.tree(), file=sys.stderr)
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start_display(self):
        reader, writer = os.pipe()
        # The server looks for a free number itself, so that several tests may run at a time.
        self.processes.append(
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(writer), "-screen", "0", "%dx%dx24" % SCREEN]
                + ["-nolisten", "tcp", "-noreset"],
                pass_fds=[writer],
                stderr=subprocess.DEVNULL,
            )
        )
        os.close(writer)
        with os.fdopen(reader) as numbers:
            number = numbers.readline().strip()
        assert number, "Xvfb did not start"
        os.environ["DISPLAY"] = ":" + number

    def _listen(self):
        import pyatspi  # only now: it asks for display and bus
        from gi.repository import Atspi, GLib

        self.pyatspi = pyatspi
        self.atspi = Atspi
        self.context = GLib.MainContext.default()
        self.broken = (GLib.Error, RuntimeError)
        pyatspi.Registry.registerEventListener(
            self._note,
            "object:state-changed:focused",
            "object:state-changed:showing",
            "object:property-change:accessible-name",
        )

    def _note(self, event):
        try:
            role = event.source.getRoleName()
            self.events.append((event.type, role, event.source.name, event.detail1))
            if role == "popup menu" and event.type == "object:state-changed:showing":
                self.popup = event.source
        except self.broken:
            pass  # it is gone already

    def _start_program(self):
        self.processes.append(subprocess.Popen([self.program]))
        desktop = self.pyatspi.Registry.getDesktop(0)
        self.application = self.wait(
            lambda: next((child for child in desktop if child and child.childCount), None),
            "the program shows up on the accessibility bus",
        )
        # What Qt 6.4 says about new children is malformed, so a cache would stay as it is.
        self.application.set_cache_mask(self.atspi.Cache.NONE)
        self.focus_window("Hoplens")

    # Waiting

    def pump(self):
        """Takes in events, or waits a moment for one."""
        if not self.context.iteration(False):
            time.sleep(0.005)

    def wait(self, condition, what):
        """The first truthy value of `condition`; fails with `what` when there is none in time."""
        end = time.monotonic() + DEADLINE
        while True:
            try:
                value = condition()
            except self.broken:
                value = None  # it changed while it was read
            if value:
                return value
            assert time.monotonic() < end, "not seen in time: " + what
            for process in self.processes:
                assert process.poll() is None, "%s ended" % process.args[0]
            self.pump()

    # Reading

    def walk(self, node=None, shown_only=True):
        """Every node below `node` (the application), parents first."""
        for child in node or self.application:
            if child is None or (shown_only and not self.has(child, "showing")):
                continue
            yield child
            yield from self.walk(child, shown_only)

    def has(self, node, state):
        return node.getState().contains(getattr(self.pyatspi, "STATE_" + state.upper()))

    def find(self, role, name, shown_only=True):
        """The node of that role whose name starts so, or None."""
        for node in self.walk(shown_only=shown_only):
            if node.getRoleName() == role and node.name.startswith(name):
                return node
        return None

    def await_node(self, role, name):
        return self.wait(lambda: self.find(role, name), "%s %r" % (role, name))

    def await_context_item(self, name):
        def item():
            return next((child for child in self.popup or [] if child.name.startswith(name)), None)

        return self.wait(item, "%r in the context menu" % name)

    def text(self, node):
        return node.queryText().getText(0, -1)

    def focused(self):
        """The node that has the keyboard, as the last event told it."""
        for kind, role, name, detail in reversed(self.events):
            if kind.startswith("object:state-changed:focused") and detail:
                return role, name
        return None, None

    def await_focus(self, role, name):
        def here():
            focused_role, focused_name = self.focused()
            return focused_role == role and focused_name.startswith(name)

        self.wait(here, "the keyboard at %s %r" % (role, name))

    def timeline(self):
        """What a screen reader reads in the timeline, a sentence for each card and decision."""
        items = self.find("list", "Timeline")
        return [item.name for item in items] if items else []

    def tree(self):
        lines = []

        def add(node, depth):
            for child in node:
                if child is not None:
                    shown = "" if self.has(child, "showing") else " (hidden)"
                    lines.append("  " * depth + child.getRoleName() + " " + repr(child.name) + shown)
                    add(child, depth + 1)

        try:
            add(self.application, 0)
        except (AttributeError, *self.broken) as error:
            lines.append("(no more: %s)" % error)
        return "\n".join(lines)

    # Doing

    def xdotool(self, *words):
        return subprocess.run(
            ["xdotool", *words], check=True, stdout=subprocess.PIPE, text=True, timeout=DEADLINE
        ).stdout

    def focus_window(self, title):
        """There is no window manager that would give it the keyboard."""
        windows = self.xdotool("search", "--sync", "--onlyvisible", "--name", "^%s" % title)
        self.xdotool("windowfocus", "--sync", windows.split()[0])

    def press(self, *keys):
        self.xdotool("key", "--clearmodifiers", *keys)

    def press_tab(self):
        """And waits until the keyboard is somewhere else."""
        before = len(self.events)
        self.press("Tab")
        self.wait(
            lambda: any(
                kind.startswith("object:state-changed:focused") and detail
                for kind, _, _, detail in self.events[before:]
            ),
            "Tab moves the keyboard",
        )

    def type(self, text):
        self.xdotool("type", "--clearmodifiers", "--delay", "4", text)

    def box(self, node):
        return node.queryComponent().getExtents(self.pyatspi.DESKTOP_COORDS)

    def point_at(self, node, at=(0.5, 0.5)):
        """`at`: where in the node, as shares of its width and height."""
        box = self.box(node)
        x, y = box.x + int(box.width * at[0]), box.y + int(box.height * at[1])
        assert 0 <= x < SCREEN[0] and 0 <= y < SCREEN[1], "%r is not on the screen" % node.name
        self.xdotool("mousemove", str(x), str(y))

    def click(self, node, button=1, at=(0.5, 0.5)):
        self.point_at(node, at)
        self.xdotool("click", str(button))

    def quit(self):
        """By its key; waits until the program has ended as it should."""
        self.press("ctrl+q")
        assert self.processes.pop().wait(DEADLINE) == 0, "the program did not end well"

    def clipboard(self):
        """What another program gets from the clipboard."""
        return subprocess.run(
            ["xclip", "-selection", "clipboard", "-out"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=DEADLINE,
        ).stdout
