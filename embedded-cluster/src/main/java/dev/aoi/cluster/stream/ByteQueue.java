package dev.aoi.cluster.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Bytes that one thread adds and another one reads. */
public final class ByteQueue extends InputStream {
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private byte[] current = END;
    private int position;
    private boolean over;

    /** Adds bytes. */
    public void add(byte[] bytes) {
        if (bytes.length > 0) {
            received.add(bytes);
        }
    }

    /** Nothing more comes. */
    public void end() {
        received.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == current.length) {
            current = over ? END : next();
            position = 0;
            if (current.length == 0) {
                over = true;
                return -1;
            }
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, offset, count);
        position += count;
        return count;
    }

    private byte[] next() throws IOException {
        try {
            return received.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading a stream", e);
        }
    }
}
