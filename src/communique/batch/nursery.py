"""A process that loads what readers need once and then copies itself, as often as it is asked.

A copy starts in milliseconds where loading takes seconds, and all copies share the memory that the model takes. It has
no threads at work, which is what makes copying safe; the process that people start has some, and an open database.
"""

from __future__ import annotations

import array
import os
import signal
import socket
import struct
from typing import Final

from communique.batch import frames
from communique.batch.child import Order, load, serve, take_over
from communique.batch.limits import die_with

__all__ = ["ASK_END", "ASK_FOR_CHILD", "NUMBER", "main"]

ASK_FOR_CHILD: Final = b"c"  # comes with the two pipes of the child; the answer is its process id
ASK_END: Final = b"e"  # comes with a process id; the answer is how that child ended, as `waitpid` tells it
NUMBER: Final = struct.Struct("!q")


def main() -> None:
    """Serve on standard input, a socket, until the other side is gone."""
    control = socket.socket(fileno=os.dup(0))
    with control.makefile("rb", buffering=0) as pipe:
        order: Order = frames.receive(pipe)  # type: ignore[arg-type]  # reads no byte more than it needs
    take_over(0).close()
    die_with(order.parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    load(order.warm)
    while True:
        asked, pipes = _receive(control)
        if asked == ASK_FOR_CHILD:
            control.sendall(NUMBER.pack(_copy(control, pipes, order)))
        elif asked == ASK_END:
            (child,) = NUMBER.unpack(_exactly(control, NUMBER.size))
            control.sendall(NUMBER.pack(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))
        else:
            return


def _receive(control: socket.socket) -> tuple[bytes, list[int]]:
    room = array.array("i", (0, 0))
    asked, more, _, _ = control.recvmsg(1, socket.CMSG_SPACE(len(room) * room.itemsize))
    pipes = array.array("i")
    for level, kind, data in more:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            pipes.frombytes(data[: len(data) - len(data) % pipes.itemsize])
    return asked, list(pipes)


def _exactly(control: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        some = control.recv(count - len(data))
        if not some:
            os._exit(0)
        data += some
    return data


def _copy(control: socket.socket, pipes: list[int], order: Order) -> int:
    here = os.getpid()
    child = os.fork()
    if child == 0:
        try:
            control.close()
            die_with(here)
            tasks, results = pipes
            serve(os.fdopen(tasks, "rb"), os.fdopen(results, "wb"), order)
        finally:
            os._exit(1)
    for pipe in pipes:
        os.close(pipe)
    return child
