using System.Text.Json;

namespace DistilBert.Qa.Evaluation;

/// <summary>JSON tokens of a stream, one at a time, holding no more of it than the token at hand and one buffer.</summary>
/// <remarks>Several values may follow each other, as in JSON lines: <see cref="BeginValue"/> starts the next.</remarks>
internal sealed class JsonTokenStream(Stream stream)
{
    /// <summary>The longest token in bytes. A context of this length is far beyond any data set; a hostile file stops here.</summary>
    public const int MaxToken = 64 << 20;

    private const int FirstBuffer = 64 << 10;

    private byte[] _buffer = new byte[FirstBuffer];
    private int _position;
    private int _end;
    private bool _atEndOfStream;
    private bool _started;
    private long _valueLine;
    private JsonReaderState _state;
    private int _tokenStart;
    private int _tokenLength;

    public JsonTokenType Type { get; private set; }

    /// <summary>How many arrays and objects are open around the token.</summary>
    public int Depth { get; private set; }

    /// <summary>The line of the token, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The token as it stands in the stream, quotes included; valid until the next read.</summary>
    public ReadOnlySpan<byte> Raw => _buffer.AsSpan(_tokenStart, _tokenLength);

    /// <summary>Moves before the next value; false where only white space is left.</summary>
    public bool BeginValue()
    {
        if (!_started)
        {
            _started = true;
            SkipByteOrderMark();
        }

        _state = new JsonReaderState(default);
        while (true)
        {
            while (_position < _end)
            {
                byte next = _buffer[_position];
                if (next is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                {
                    _valueLine = Line;
                    return true;
                }

                Line += next == '\n' ? 1 : 0;
                _position++;
            }

            if (!Fill())
            {
                return false;
            }
        }
    }

    /// <summary>Reads the next token of the value; false once it is complete.</summary>
    /// <exception cref="JsonException">The stream is not well-formed JSON.</exception>
    /// <exception cref="InvalidDataException">A token is longer than <see cref="MaxToken"/>.</exception>
    public bool Read()
    {
        while (true)
        {
            Utf8JsonReader reader = new(_buffer.AsSpan(_position, _end - _position), _atEndOfStream, _state);
            bool found = reader.Read();
            int consumed = (int)reader.BytesConsumed;
            if (found)
            {
                Type = reader.TokenType;
                Depth = reader.CurrentDepth;
                _tokenStart = _position + (int)reader.TokenStartIndex;
                _tokenLength = reader.ValueSpan.Length + (Type is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0);
            }

            // No token but white space spans lines, so that all line ends consumed lie before the token, or before a colon after it.
            Line += _buffer.AsSpan(_position, consumed).Count((byte)'\n');
            _position += consumed;
            _state = reader.CurrentState;
            if (found)
            {
                return true;
            }

            if (!Fill())
            {
                return false;
            }
        }
    }

    /// <summary>The line that an error of <see cref="Read"/> means.</summary>
    public long LineOf(JsonException error) => _valueLine + (error.LineNumber ?? 0);

    private bool Fill()
    {
        if (_atEndOfStream)
        {
            return false;
        }

        if (_position > 0)
        {
            int kept = _end - _position;
            Buffer.BlockCopy(_buffer, _position, _buffer, 0, kept);
            _position = 0;
            _end = kept;
        }
        else if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaxToken)
            {
                throw new InvalidDataException($"a single value is longer than {MaxToken >> 20} MiB");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _atEndOfStream = read == 0;
        return true;
    }

    private void SkipByteOrderMark()
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        while (_end < mark.Length && Fill())
        {
        }

        if (_buffer.AsSpan(0, _end).StartsWith(mark))
        {
            _position = mark.Length;
        }
    }
}
