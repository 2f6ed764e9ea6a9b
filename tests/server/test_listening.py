"""The socket that the backend listens on."""

import socket

from server.listening import listen


def test_an_answer_in_two_pieces_does_not_wait_for_a_word_in_between():
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        connection, _ = listening.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
