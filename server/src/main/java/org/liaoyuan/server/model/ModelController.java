package org.liaoyuan.server.model;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The models, for the page. */
@RestController
@RequestMapping("/api/models")
class ModelController {

    private final ModelService models;

    ModelController(ModelService models) {
        this.models = models;
    }

    @GetMapping
    List<ModelStatus> list() {
        return models.models();
    }

    @PostMapping("/{name}/pull")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ModelStatus pull(@PathVariable String name) {
        models.pull(name);
        return models.status(name);
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownModelException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
    }
}
