def test_a_process_that_is_up_says_so_without_a_cookie(client):
    answer = client.get("/health")

    assert answer.json == {"status": "up"}
    assert "Set-Cookie" not in answer.headers
